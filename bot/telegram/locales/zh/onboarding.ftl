# 第一次使用：告知与同意、身份核对、邀请链接、首页。

who-we-are =
    您好，我是<b>学时</b>，协助广州市中小学教师办理继续教育年度验证。
    在这里可以核对个人信息、申报学时、提交证明材料，并随时查看审核进度。

consent-ask =
    <b>个人信息处理告知书</b>（第 { $version } 版）

    <b>处理哪些信息</b>
    姓名、证件号码、继续教育证号、手机号、任职信息，以及您上传的证书照片。其中证件号码和证书属于敏感个人信息。

    <b>用来做什么</b>
    只用于核对您的身份和办理继续教育年度验证。由您所在学校、区和市的继续教育管理人员按职责查看。

    <b>怎样保存、保存多久</b>
    证件号码加密保存，显示时遮盖中间各位；照片去除拍摄位置等信息。证明材料在年度结束 { $years } 年后清除，审核记录依规定留存。

    <b>请特别注意</b>
    您在这里发送的消息会经过并存放在 Telegram 位于境外的服务器。含证件号码的消息，读取后会立即从聊天中删除。

    <b>您可以随时撤回</b>
    发送 /mydata 可查看系统保存了什么、撤回同意。不同意也可以办理：请到学校继续教育管理部门现场办理。

    您是否同意按以上说明处理您的个人信息（含敏感个人信息和向境外传输）？
consent-button-agree = 同意
consent-button-disagree = 不同意
consent-given = ✅ <b>您已同意。</b>
consent-renewed = 谢谢，您已同意新版告知书，可以继续使用。
consent-button-home = 回到首页
consent-refused =
    好的，我们不会询问您的个人信息。除回复消息所需的 Telegram 账号编号和语言设置外，没有保存您的任何信息。

    年度验证仍可办理：请带证书原件到学校继续教育管理部门（学校办公室）现场办理。
    如果改变主意，请发送 /start。
consent-withdraw-elsewhere = 您之前已经同意。如需撤回，请发送 /mydata，那里会说明撤回的后果。

identity-ask-certificate =
    <b>核对身份（1/3）</b>
    请发送您的<b>继续教育证号</b>。
identity-ask-name =
    <b>核对身份（2/3）</b>
    请发送您的<b>姓名</b>，与学校名册一致。
identity-ask-id-number =
    <b>核对身份（3/3）</b>
    请发送您的<b>证件号码</b>（居民身份证为 18 位）。
    读取后会立即从聊天中删除这条消息。
identity-expects-text = 这里需要文字，请直接输入后发送。贴纸、语音和图片无法识别。
identity-one-at-a-time = 这条消息里好像有证件号码，已从聊天中删除，没有保存。请一次只发送一项。
identity-certificate-unreadable = 这不像继续教育证号。证号里要有数字，最多 30 位；请核对后重新发送。
identity-given =
    您填写的是：
    继续教育证号 <code>{ $certificateNumber }</code>
    姓名 { $name }
identity-button-no-number = 我没有继续教育证号
identity-button-have-number = 我有证号，继续填写
identity-button-fill-in-again = 重新填写
identity-button-ask-school-to-check = 我的信息没有错，请学校核对
identity-button-ask-school-to-rebind = 请学校处理
identity-button-identify-instead = 改用个人信息核对身份
identity-no-number =
    <b>没有继续教育证号怎么办</b>

    申报学时之前需要先取得继续教育证号：
    1. 学校还没有继续教育代码的（如部分民办学校），由学校向上级主管部门申请，领取代码；
    2. 您向学校提出注册申请；
    3. 学校审核确认；
    4. 系统核发继续教育证号。

    请先联系<b>学校继续教育管理员</b>。也可以咨询：
    { $contacts }

    如果您认为学校名册上应当有您，可以请学校核对。

school-check-ask-name = 请发送您的<b>姓名</b>，与证件上的一致，由学校在名册中核对。不核对了请发送 /cancel。
school-ask =
    请发送<b>学校名称</b>（写几个字即可，例如「明德」），或学校的继续教育代码。
school-not-found = 没有找到名称含「{ $name }」的学校。请换几个字再发送一次，例如只写校名中最特别的两个字。
school-choose = 请点选您的学校：
school-choose-of-many = 符合的学校较多，先列出一部分。请点选；没有的话，请把校名写得更完整些再发送：
request-sent-to-school =
    ✅ 已提交给<b>{ $organisation }</b>的继续教育管理员核对。
    有结果会在这里通知您，不需要重复提交；急事请直接联系学校。

invite-opened = <b>{ $organisation }</b>邀请您使用学时办理继续教育年度验证。
invite-ask-last-four =
    请发送您证件号码的<b>最后四位</b>（末位是 X 的请发 X），以确认链接是发给您的。
    读取后会立即从聊天中删除这条消息。

welcome =
    ✅ 身份核对成功。{ $name }您好！
    { $organisation } · { $cycle }

home =
    <b>{ $name }</b>，您好
    { $organisation } · { $cycle }
home-profile = <b>下一步：</b>请先核对并确认本年度个人信息，之后才能申报。确认和申报须在{ $deadline }完成。
home-returned = <b>下一步：</b>您有 { $returned }，请点「我的进度」查看原因并更正。
home-correct-by = 请在{ $deadline }更正并重新提交；学校一开始公示就不能再改，请尽早办理。
home-correct-second-round = 请在{ $deadline }更正并重新提交；逾期不能再改，没有更正的申报将定为无效，不计入学时。
home-correct-soon = 请尽快更正并重新提交：学校一开始公示就不能再改。
home-draft = <b>下一步：</b>您有 { $count } 份申报没有提交，请在{ $deadline }提交。
home-missing = <b>还差：</b>{ $gaps }。请在{ $deadline }申报。
home-reached = ✅ 已认定的学时达到本年度要求（暂定，以最终结果为准）。
home-closed = 本年度申报须在{ $deadline }提交，现已截止。已认定的学时达到要求，最终结果以复审和数据冻结后的结果为准。
home-closed-missing = 本年度申报须在{ $deadline }提交，现已截止。已认定的学时还差：{ $gaps }。审核进度请点「我的进度」。
home-gap = { $of } { $hours } 学时
home-gap-total = 总学时 { $hours } 学时
list-comma = 、
home-button-declare = 申报学时
home-button-continue-draft = 继续申报
home-button-status = 我的进度
home-button-profile = 个人信息
home-button-check-profile = 核对个人信息
home-office = 请点选要办理的事项。发送 /help 查看全部功能。
home-no-role = 您目前没有可以办理的事项。如有疑问，请联系学校继续教育管理员。
