# 各处通用的文字。

language-name = 中文
help-anyone =
    <b>学时</b> · 教师继续教育年度验证

    /start 开始或回到首页
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
    /staff 本校教师名单与提醒
    /requests 绑定与信息更正申请
help-hr-officer =
    <b>学校人事</b>
    /sheets 登记已收的签名信息表
cancelled = 已结束当前操作。已填写的申报草稿仍然保留，发送 /declare 可以继续。
nothing-to-cancel = 当前没有进行中的操作。
language-ask = 请选择语言 / Choose your language
language-set = 已切换为中文。
our-fault = 抱歉，系统处理您刚才的操作时出错，已记录并会有人查看（编号 { $number }）。您的草稿没有丢失，请稍后再试；急事请联系学校管理员。
not-understood = 我没有看懂这条消息。发送 /help 查看可以做什么。
only-private = 请在与我的私聊中使用，群聊中不处理个人信息。
card-old = 这个按钮已过期，下面是最新情况。
edited-ignored = 您修改了之前的消息，但修改不会生效；如需更改，请重新发送。
button-yes = 是
button-no = 否
button-back = 返回
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
command-help = 帮助
command-cancel = 结束当前操作
command-language = 切换语言
begin-first = 请先发送 /start 完成身份确认。
not-for-you = 这项功能只对本校的相应管理人员开放。如有疑问请联系学校继续教育管理员。
