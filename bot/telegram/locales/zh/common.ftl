# 各处通用的文字。

language-name = 中文
help-anyone =
    <b>学时</b> · 教师继续教育年度验证

    /start 开始或回到首页
    /complain 投诉（可匿名）
    /directory 各区投诉电话和咨询热线
    /flow 申报、审验、复审、投诉流程图
    /help 帮助
    /cancel 结束当前操作（已填写的内容会保留）
    /language 切换语言
help-teacher =
    <b>教师</b>
    /declare 申报学时
    /status 我的学时和申报进度
    /profile 个人信息核对与确认
    /mydata 系统保存了我的哪些信息
help-school-admin =
    <b>学校继续教育管理员</b>
    /queue 待审申报
    /batch 批量通过已查看的申报
    /staff 本校教师名单与提醒
    /requests 绑定与信息更正申请
    /report 向学校领导报告学时情况
    /publicity 学校公示
    /contacts 投诉受理方式
    /school 全校情况（校长确认上报的进度）
    /complaints 投诉核查与办结
    /records 登记校本培训学时
    /disputes 答复教师的学时异议
    /roles 身份与邀请
    /transfers 教师调动
    /register 申请继续教育代码
    /announce 群发通知
help-hr-officer =
    <b>学校人事</b>
    /sheets 登记已收的签名信息表
    /notpassed 未达标人员名单
    /roles 身份与邀请
help-district-reviewer =
    <b>复审人员</b>
    /review 待复审申报
    /schools 所属学校的进度、申报和纸质表
    /batch 批量通过已查看的申报
    /late 逾期未完成的学校和事项
    /complaints 投诉核查与办结
    /patterns 各校审验情况
    直接发送申报编号（例如 2014-000123）可打开该项
    /statistics 统计表上报
    /notpassed 未达标人员名单
    /roles 身份与邀请
    /registrations 学校代码申请
    /transfers 教师调动
    /exemptions 免验审批
    /announce 群发通知
help-city-supervisor =
    <b>市教师继续教育指导中心</b>
    /complaints 投诉督查
    /progress 全市进度
    /late 全市逾期未完成的事项
    /statistics 统计表和纸质表
    /confirm 投诉督查登记与市级确认
    /notpassed 未达标人员名单
    /roles 身份与邀请
help-city-operator =
    <b>市教师远程培训中心</b>
    /records 登记继续教育网学时
    /disputes 答复教师的学时异议
    /progress 全市进度
    /late 全市逾期未完成的事项
    /statistics 统计表上报
    /export 导出到市人社局系统
    /announce 群发通知
    /notpassed 未达标人员名单
    /roles 身份与邀请
    /connections 其他系统的接入
cancelled = 已结束当前操作。发送 /help 查看可以做什么。
cancelled-draft = 已结束当前操作。申报草稿已保存，发送 /declare 可以继续。
cancelled-before-identity = 已结束当前操作。需要时发送 /start 重新开始。
nothing-to-cancel = 当前没有进行中的操作。
language-ask = 请选择语言 / Choose your language
language-set = 已切换为中文。
our-fault = 抱歉，系统处理您刚才的操作时出错，已记录并会有人查看（编号 { $number }）。您的草稿没有丢失，请稍后再试；急事请联系学校继续教育管理员。
not-understood = 我没有看懂这条消息。发送 /help 查看可以做什么。
not-understood-before-identity = 我没有看懂这条消息。办理年度验证请先发送 /start，投诉请发送 /complain，其他功能请看 /help。
id-number-not-here = 这条消息里好像有证件号码，已从聊天中删除，没有保存。请去掉证件号码后重新发送。
only-private = 请在与我的私聊中使用，群聊中不处理个人信息。
card-old = 这个按钮已过期，下面是最新情况。
edited-ignored = 您修改了之前的消息，但修改不会生效；如需更改，请重新发送。
button-yes = 是
button-no = 否
button-back = 返回
button-previous-page = 上一页
button-next-page = 下一页（{ $page }/{ $pages }）
button-cancel = 取消
command-start = 首页
command-declare = 申报学时
command-status = 学时与进度
command-profile = 个人信息
command-mydata = 我的数据
command-queue = 待审申报
command-staff = 教师名单
command-requests = 绑定与更正申请
command-sheets = 签名信息表
command-review = 待复审申报
command-schools = 所属学校
command-batch = 批量通过
command-late = 逾期情况
command-patterns = 各校审验情况
command-progress = 全市进度
command-statistics = 统计表
command-confirm = 市级确认
command-export = 数据导出
command-notpassed = 未达标名单
command-help = 帮助
command-cancel = 结束当前操作
command-language = 切换语言
begin-first = 请先发送 /start 完成身份确认。
not-for-you = 这项功能只对相应的管理人员开放，您目前没有这个身份。发送 /help 查看您可以做什么。
