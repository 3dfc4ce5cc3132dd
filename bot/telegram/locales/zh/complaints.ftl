# 投诉：任何人提出，受理单位登记、核查、办结，上级督查。

command-complain = 投诉
command-complaints = 投诉办理

# 提出投诉
complain-head =
    <b>投诉</b>
    对学校公示的学时、申报材料或审验工作有异议，可以在这里投诉。可以匿名；被投诉的人不会知道是谁投诉的。
    每件投诉都有编号，办结后在这里告诉您结果。
complain-own =
    您提出的投诉：
    { $tickets }
complain-ticket = · <b>{ $number }</b> { $school }：{ $state }，由{ $handler }办理，须在{ $deadline }办结
complain-ticket-settled = · <b>{ $number }</b> { $school }：{ $state }（{ $handler }）
complain-contacts =
    也可以直接打电话或上门投诉：
    { $contacts }
complain-button-begin = 提出投诉
complain-button-go-on = 继续填写
complain-button-mine = 我的投诉
complain-expects-text = 投诉只收文字，请用文字说明。有照片等材料的，请在文字里写明，核查人员需要时会按实名投诉的联系方式与您联系。
complain-tap-please = 请点消息下方的按钮选择。
complain-ask-school = 投诉哪所学校？请点选，或输入学校名称中的几个字。
complain-schools = 请点选学校：
complain-schools-many = 名称相近的学校较多，以下为前几所。没有的，请输入更完整的名称。
complain-school-unknown = 没有找到名称含「{ $name }」的学校。请换几个字重新输入。
complain-ask-about = 投诉谁？请输入教师的姓名；不针对某个人的，请点「不针对具体的人」。
complain-button-leaders = 学校管理员或校长
complain-button-nobody = 不针对具体的人
complain-leaders = 学校管理员或校长
complain-about-nobody = 不针对具体的人
complain-ask-text = 请把情况写在一条消息里（不超过 { $max } 字）：什么学时或什么事、什么时候、您怎么知道的。请不要写证件号码。
complain-ask-who =
    是否留下您的姓名和电话？
    匿名：谁也看不到您是谁；系统只记住把结果发到哪个账号，不给任何人看。
    实名：姓名和电话加密保存，只有办理人员能看到。
complain-button-anonymous = 匿名
complain-button-open = 实名
complain-ask-contact = 请在一行里写下您的姓名和联系电话，例如：张某某 13800000000。只有办理人员能看到。
complain-button-rather-anonymous = 改为匿名
complain-anonymous = 匿名
complain-ask-to = 请选择由谁受理。一般由学校核查；不便由学校核查的，可以直接向上级投诉。
complain-button-to-office = 直接向{ $office }投诉
complain-summary =
    <b>请核对后提交</b>
    学校：{ $school }
    涉及：{ $about }
    内容：{ $text }
    投诉人：{ $who }
    由{ $handler }受理，须在{ $deadline }办结。

    要改内容，直接重新输入即可。
complain-button-submit = 提交
complain-registered =
    ✅ 投诉已登记，编号 <b>{ $number }</b>
    由{ $handler }受理，须在{ $deadline }办结。
complain-registered-late =
    ✅ 投诉已登记，编号 <b>{ $number }</b>
    由{ $handler }受理。本年度投诉应在{ $deadline }办结，现已逾期：这件投诉标记为「逾期」，会尽快办理。
complain-what-next = 接下来：受理单位核查，属实的，有关申报会被退案（学校办理）或退回（上级办理）；办结后马上在这里告诉您结果。发送 /complain 可随时查看进度。
complain-given-up = 这件投诉没有提交，内容已删除。

# 登记电话、网络投诉
complaint-enter-channel = 登记别人提出的投诉。是怎么收到的？
complaint-enter-ask-school = 投诉的是哪所学校？请输入学校名称中的几个字。
complaint-enter-ask-about = 投诉谁？请输入教师的姓名；不针对某个人的，请点「不针对具体的人」。涉及学校管理员或校长的，由上级受理。
complaint-enter-ask-text = 请把投诉内容写在一条消息里（不超过 { $max } 字）。请不要写投诉人的信息，也不要写证件号码。
complaint-enter-ask-who = 投诉人是否留下姓名和电话？留下的会加密保存，只有办理人员能看到。
complaint-enter-ask-contact = 请在一行里写下投诉人的姓名和联系电话，例如：张某某 13800000000。
complaint-entered =
    ✅ 已登记，编号 <b>{ $number }</b>，请告诉投诉人。
    由{ $handler }受理，须在{ $deadline }办结。
complaint-entered-late =
    ✅ 已登记，编号 <b>{ $number }</b>，请告诉投诉人。
    由{ $handler }受理。应在{ $deadline }办结，现已逾期，标记为「逾期」，请尽快办理。
complaint-channel-BOT = 机器人
complaint-channel-PHONE = 电话
complaint-channel-WEB = 网络或来信

# 投诉列表
complaints-head = <b>{ $organisation }</b> · { $cycle }投诉
complaints-none = 目前没有未办结的投诉。
complaints-open =
    { $days ->
        [0] 未办结 <b>{ $count }</b> 件，须在{ $deadline }办结，今天是最后一天。
       *[other] 未办结 <b>{ $count }</b> 件，须在{ $deadline }办结，还剩 { $days } 天。
    }
complaints-overdue = ⚠️ 未办结 <b>{ $count }</b> 件，应在{ $deadline }办结，现已逾期。仍须办结，会标记为「逾期」，请尽快完成。
complaints-settled = 已办结 <b>{ $count }</b> 件：
complaints-line =
    { $days ->
        [0] · { $number } { $school }：{ $state }，今天登记
       *[other] · { $number } { $school }：{ $state }，已登记 { $days } 天
    }
complaints-line-late = · ⚠️ { $number } { $school }：{ $state }，{ $at } 登记，逾期
complaints-button-one = { $number } · { $state }
complaints-button-enter = 登记电话投诉
complaints-button-settled = 已办结（{ $count }）
complaints-button-open = 未办结
complaints-button-below = 各校投诉情况

# 投诉卡片
complaint-state-REGISTERED = 已登记
complaint-state-INVESTIGATING = 核查中
complaint-state-SETTLED = 已办结
complaint-outcome-REGISTERED = 已登记，等待核查
complaint-outcome-INVESTIGATING = 核查中
complaint-outcome-UPHELD = 已办结，属实
complaint-outcome-NOT_UPHELD = 已办结，不属实
complaint-head = <b>投诉 { $number }</b> · { $state } · { $school }
complaint-about = 涉及：<b>{ $about }</b>
complaint-item = 关联申报：<b>{ $number }</b> { $teacher }《{ $course }》· { $state }
complaint-no-item = 关联申报：没有
complaint-text = 内容：{ $text }
complaint-from =
    { $days ->
        [0] 投诉人：{ $who }（{ $channel }），{ $at } 登记
       *[other] 投诉人：{ $who }（{ $channel }），{ $at } 登记，已 { $days } 天
    }
complaint-referral = 学校转来：{ $note }
complaint-due =
    { $days ->
        [0] 须在{ $deadline }办结，今天是最后一天。
       *[other] 须在{ $deadline }办结，还剩 { $days } 天。
    }
complaint-overdue = ⚠️ 应在{ $deadline }办结，现已逾期；办结时会标记为「逾期」，请尽快完成。
complaint-settled =
    <b>{ $outcome }</b>（{ $by }，{ $at }）
    核查认定：{ $finding }
complaint-settled-late = 逾期办结。
complaint-button-open = 打开这件投诉
complaint-button-list = 投诉列表
complaint-button-take-up = 开始核查
complaint-button-link = 关联申报
complaint-button-link-another = 更换关联申报
complaint-button-open-item = 打开申报 { $number }
complaint-button-upheld = 查实
complaint-button-not-upheld = 不属实
complaint-button-refer-up = 转上级
complaint-ask-item = 投诉 { $number } 涉及{ $school }的哪一项申报？请点选，或输入申报编号（例如 2014-000123）。关联后，办结前校长不能确认这一项。不关联了请发送 /cancel。
complaint-item-unreadable = 没有看懂这个编号。请按 2014-000123 的样子输入，或发送 /cancel 结束。
complaint-ask-referral = 将投诉 { $number } 转给上级办理。请写明原因和已了解的情况（不超过 { $max } 字），投诉人看不到。不转了请发送 /cancel。
complaint-confirm-referral =
    确认把投诉 <b>{ $number }</b> 转给上级？转出后由上级办理，您不能再查看。
    说明：{ $note }

    要改说明，直接重新输入即可。
complaint-button-refer-up-sure = 确认转上级
complaint-referred = ✅ 投诉 { $number } 已转给上级，并已通知对方。
complaint-choose-reason-SCHOOL_ADMIN = 投诉 <b>{ $number }</b> 查实后，申报 <b>{ $item }</b> 会被退案。请选择退案原因：
complaint-choose-reason-DISTRICT_REVIEWER = 投诉 <b>{ $number }</b> 查实后，申报 <b>{ $item }</b> 会被退回。请选择退回原因：
complaint-button-usual-reason = 投诉查实
complaint-ask-finding-with-item = 投诉 { $number }：请输入核查认定（不超过 { $max } 字），写清核查了什么、如何认定。认定会告知申报教师，请不要写投诉人的任何信息。不办了请发送 /cancel。
complaint-ask-finding-upheld =
    投诉 { $number } 没有关联申报，查实后不会改变任何申报；需要退案或退回的，请先「关联申报」。
    请输入核查认定（不超过 { $max } 字）：核查了什么、如何认定、怎样处理。不办了请发送 /cancel。
complaint-ask-finding-not-upheld = 投诉 { $number }：请输入核查认定（不超过 { $max } 字），写清核查了什么、为什么不属实。不办了请发送 /cancel。
complaint-confirm-finding =
    确认办结投诉 <b>{ $number }</b>：<b>{ $outcome }</b>
    核查认定：{ $finding }
    { $consequence }
    办结后不能更改。要改认定，直接重新输入即可。
complaint-returns-item-SCHOOL_ADMIN = 申报 { $item } 会被退案，并通知教师本人。
complaint-returns-item-DISTRICT_REVIEWER = 申报 { $item } 会被退回，并通知教师本人。
complaint-button-settle = 确认办结
complaint-done = ✅ 投诉 { $number } 已办结。通过机器人投诉的，结果已告知投诉人；电话投诉的，请您回复对方。
complaint-item-returned-SCHOOL_ADMIN = 申报 { $item } 已退案，并已通知教师本人。
complaint-item-returned-DISTRICT_REVIEWER = 申报 { $item } 已退回，并已通知教师本人。
complaint-item-kept-SCHOOL_ADMIN = ⚠️ 有关申报没有退案：{ $why }
complaint-item-kept-DISTRICT_REVIEWER = ⚠️ 有关申报没有退回：{ $why }

# 投诉督查
supervision-head =
    <b>投诉督查</b> · { $cycle }
    投诉须在{ $deadline }办结。
supervision-row = · <b>{ $name }</b>：受理 { $accepted }，办结 { $settled }（逾期 { $settledLate }），未办结 { $open }（逾期 { $overdue }）
supervision-done = 投诉督查已于{ $at }完成。
supervision-due = 督查须在{ $deadline }完成。
supervision-button-done = 登记督查完成
supervision-sure =
    登记{ $cycle }投诉督查已完成？目前全市未办结 { $open } 件。登记后不能撤销。
supervision-button-sure = 确认完成
supervision-registered = ✅ { $cycle }投诉督查已登记完成。
supervision-registered-late = ✅ { $cycle }投诉督查已登记完成，标记为「逾期」。
supervision-below = 各受理单位的投诉情况（只有件数，不显示内容）：
supervision-below-none = 还没有投诉。

# 主动告知
notice-complaint-registered =
    📩 收到一件投诉：<b>{ $number }</b>（{ $school }）。
    请核查，并在{ $deadline }办结。
notice-complaint-referred =
    📩 { $school }转来一件投诉：<b>{ $number }</b>
    说明：{ $referral }
    请核查，并在{ $deadline }办结。
notice-complaint-settled-upheld =
    您的投诉 <b>{ $number }</b>（{ $school }）已由{ $handler }办结：经核查属实，已按规定处理。谢谢您的监督。
notice-complaint-settled-not-upheld =
    您的投诉 <b>{ $number }</b>（{ $school }）已由{ $handler }办结：经核查，所反映的情况不属实。如有疑问，请联系受理单位或其上级。
notice-complaint-overdue =
    ⚠️ { $handler }还有 { $count } 件投诉应在{ $deadline }办结，现已逾期。请督促尽快办结。
