# 个人信息：核对、更正、确认；信息表；我的数据。

profile-title = <b>个人信息核对</b> · { $cycle }
profile-confirmed-at = ✅ 已于{ $at }确认。
profile-to-confirm = 请逐项核对，并在{ $deadline }确认。确认后才能申报学时。
profile-closed = 本年度个人信息须在{ $deadline }确认，现已截止。如需更正，请联系学校继续教育管理员。
profile-missing = ❗ <b>还没有填写的必填项：{ $fields }</b>
profile-asked = ⏳ 已申请更正、等待学校核实：{ $fields }
profile-group-identity = <b>身份与联系方式</b>
profile-group-school = <b>学校与人员情况</b>
profile-group-teaching = <b>任教与职称</b>
profile-line = { $name }：{ $value }
profile-line-missing = ❗ { $name }：<b>未填写</b>
profile-line-empty = { $name }：—
profile-empty = 未填写
profile-own-risk = <i>※ 为必填项。请认真核对：因个人信息有误，导致无法导入市人社局系统、无法按期验证的，后果由本人承担。</i>
profile-button-confirm = 确认无误
profile-button-correct = 更正某一项
profile-button-declare = 申报学时
profile-button-sheet-again = 再发一次信息表
profile-button-back = 返回个人信息
profile-button-fill-in = 填写{ $field }

profile-choose-field = 请点选要更正的一项。学校和继续教育证号由学校名册维护，如有错误请联系学校继续教育管理员。
profile-field-now = <b>{ $field }</b>目前为：{ $value }
profile-ask-text = 请发送正确的{ $field }。
profile-ask-date = 请发送正确的{ $field }，例如 1986-04-12。
profile-ask-phone = 请发送正确的{ $field }（11 位；境外号码以 + 开头）。
profile-ask-choice = 请点选正确的{ $field }：
profile-ask-name = 请发送正确的{ $field }，与证件上的一致。
profile-ask-id-number = 请发送正确的{ $field }。读取后会立即从聊天中删除这条消息。
profile-needs-school = 这一项由学校核实后更改，您的填写会作为更正申请提交给学校。
profile-expects-text = 这里需要文字，请直接输入后发送。
profile-corrected = ✅ <b>{ $field }已更正为：{ $value }</b>
profile-corrected-confirm-again = ✅ <b>{ $field }已更正为：{ $value }。信息有变动，请再次确认。</b>
profile-request-sent = ✅ 更正申请已提交学校核实。有结果会在这里通知您，不需要重复提交。
profile-incomplete = 还不能确认：<b>{ $fields }</b>没有填写。请点按钮补齐；没有按钮的请联系学校继续教育管理员。
profile-sheet-caption =
    <b>个人基础信息表</b>
    请打印、核对并签名，交给学校人事管理部门。
profile-next = 信息已确认，可以开始申报学时了。

mydata-title = <b>系统保存了我的哪些信息</b>
mydata-consent = 您于{ $at }同意了第 { $version } 版告知书。
mydata-no-consent = 您目前没有生效的同意。系统只保存了您的 Telegram 账号编号和语言设置；已提交的审核资料依规定留存。
mydata-person =
    姓名：{ $name }
    学校：{ $school }
    证件号码：{ $idNumber }（加密保存，只显示首尾几位）
    手机号：{ $phone }
    以及 /profile 中的其他各项

    个人信息确认：{ $profileConfirmations } 次
    学时记录：{ $hourRecords } 条
    申报：{ $declarations } 项，未提交的草稿 { $drafts } 份
    证明材料照片：{ $pictures } 张
    操作记录：{ $auditEntries } 条
mydata-requests = 向学校提出的申请：{ $count } 份
mydata-kept =
    <b>谁能看到</b>：本校继续教育管理员、校长和人事管理人员，以及复审的区、市管理人员，各按职责。公示名单只有姓名、岗位学科和学时。
    <b>保存多久</b>：证明材料在年度结束 { $years } 年后清除；审核和操作记录依规定留存。
mydata-button-withdraw = 撤回同意
mydata-withdraw-ask =
    <b>确定要撤回同意吗？</b>

    撤回后：
    • 您的账号与教师身份解除绑定，不能再在这里办理；
    • 未提交的草稿和待处理的申请会被删除；
    • 已提交的申报、学时记录和审核记录依规定留存，审核照常进行，但您不会再收到通知。

    之后可以发送 /start 重新同意，或到学校现场办理。
mydata-button-withdraw-now = 确定撤回
mydata-button-keep = 不撤回
mydata-withdrawn =
    已撤回同意，账号已解除绑定，草稿和待处理的申请已删除。
    依规定留存的申报：{ $kept } 项。
    感谢您的使用。需要时请发送 /start，或到学校现场办理。
