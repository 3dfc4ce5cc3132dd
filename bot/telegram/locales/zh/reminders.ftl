# 到期提醒、每日待办和 /reminders 设置。

command-reminders = 提醒设置

reminder-left-days = 还有 { $days } 天截止
reminder-left-tomorrow = 明天截止
reminder-left-today = 今天截止
reminder-left-hours = 不到 { $hours } 小时就要截止
reminder-foot = <i>提醒的时间可发送 /reminders 设置。</i>

notice-reminder-not-started =
    ⏰ { $cycle }学时申报<b>{ $left }</b>，您还没有开始申报。
    请在{ $deadline }提交，之后不能再申报。
notice-reminder-not-sent =
    ⏰ { $cycle }学时申报<b>{ $left }</b>，您还有 { $count } 份申报草稿没有提交。
    请在{ $deadline }提交，之后不能再申报。
notice-reminder-returned-publicity =
    ⏰ 您有 { $returned }，还没有修改。
    学校公示一开始就不能再改。请在{ $deadline }修改并重新提交，以免错过。
notice-reminder-returned-resubmission =
    ⏰ 您有 { $returned }，还没有修改。
    学校随时可能开始公示，公示一开始就不能再改。请尽快修改并重新提交，最迟在{ $deadline }。
notice-reminder-returned-second-round-teacher =
    ⏰ 您有 { $returned }，修改<b>{ $left }</b>。
    请在{ $deadline }修改并重新提交，逾期不能再改，这项学时将无效。
notice-reminder-drafts = 另有 { $count } 份申报草稿没有提交，请在{ $deadline }提交。

notice-early-reminder-not-started =
    📅 { $cycle }的学时申报正在进行，您还没有开始申报。
    已完成的培训随时可以申报。请尽早办理，避开年底高峰；最迟在{ $deadline }提交。
notice-early-reminder-not-sent =
    📅 { $cycle }的学时申报正在进行，您有 { $count } 份申报草稿没有提交。
    请尽早提交，避开年底高峰；最迟在{ $deadline }提交。
notice-records-missing =
    📄 培训机构应在{ $registered }登记{ $cycle }的培训学时。到现在为止，系统里没有培训机构为您登记的学时，而您的学时还不够。
    如果您参加过培训机构的培训，请向该机构索取培训证明书，拍照后在{ $deadline }申报；没有参加过的，请另行补足学时。
notice-records-missing-disputed =
    📄 培训机构应在{ $registered }登记{ $cycle }的培训学时。您反映的漏登学时，培训机构还没有答复。
    请不要只等登记：向该机构索取培训证明书，拍照后在{ $deadline }申报。

digest-head = 📋 <b>今日待办</b> { $organisation }（{ $date }）
digest-cycle = <b>{ $cycle }</b>
digest-left = 还剩 { $days } 天
digest-today = 今天截止
digest-overdue = 已逾期 { $days } 天
digest-waited =
    { $days ->
        [0] 今天收到
       *[other] 已等 { $days } 天
    }
digest-waiting-school = · { $count } 项申报等您审验，最早一项{ $waited }；应在{ $deadline }审完（{ $left }）
digest-waiting-second-round-school = · 第二轮有 { $count } 项等您审验，最早一项{ $waited }；连同校长确认须在{ $deadline }完成，逾期无效（{ $left }）
digest-waiting-office = · { $count } 项申报等您复审，最早一项{ $waited }；应在{ $deadline }完成（{ $left }）
digest-waiting-second-round-office = · 第二轮有 { $count } 项等您复审，最早一项{ $waited }；须在{ $deadline }完成，之后数据冻结（{ $left }）
digest-complaints = · 未办结投诉 { $count } 件，应在{ $deadline }办结（{ $left }）
digest-publicity = · 申报已全部审完，可以开始公示；公示须满七天，最迟在{ $deadline }结束（{ $left }）
digest-publicity-late = · 申报已全部审完，请马上开始公示：公示须满七天，已来不及在{ $deadline }结束，会标记为「逾期」
digest-teachers = · 教师：{ $groups }
digest-teachers-returned = 被退案或退回未改 { $count } 人
digest-teachers-not-sent = 有草稿未提交 { $count } 人
digest-teachers-not-started = 未开始 { $count } 人
digest-separator = ，
digest-confirm = · 可以确认上报：{ $count } 项申报等您确认；应在{ $deadline }完成（{ $left }）
digest-confirm-second-round = · 第二轮有 { $count } 项等您确认；须在{ $deadline }完成，逾期无效（{ $left }）
digest-confirm-later = · 本校还不能确认上报；应在{ $deadline }确认（{ $left }）。目前的情况：
digest-block-no-principal = 　– 本校还没有登记校长
digest-block-items-waiting = 　– { $count } 项申报等学校审验
digest-block-publicity-not-started = 　– 学校还没有开始公示
digest-block-publicity-running = 　– 公示进行中，{ $deadline }结束
digest-block-complaints = 　– { $count } 项申报有投诉未办结
digest-block-own-items = 　– { $count } 项是校长本人的申报，由复审部门代为确认
digest-block-second-round-with-teacher = 　– 第二轮有 { $count } 项等教师修改
digest-block-second-round-with-school = 　– 第二轮有 { $count } 项等学校审验
digest-late-schools = · 逾期的学校 { $count } 所，请督促
digest-city-complaints = · 全市逾期未办结投诉 { $count } 件（应在{ $deadline }办结）
digest-statistics = · 统计表尚未上报，应在{ $deadline }上报（{ $left }）
digest-city-statistics = · 全市统计表尚未完成，应在{ $deadline }完成（{ $left }）
digest-city-confirmation = · 全市数据尚未确认，应在{ $deadline }确认（{ $left }）
digest-export = · 数据尚未导出到人社局系统，应在{ $deadline }完成（{ $left }）
digest-cases = <b>申请与反映</b>
digest-requests = · 绑定与更正申请 { $count } 项等您处理，最早一项{ $waited }
digest-office-requests = · 学校没有其他管理员可处理的绑定与更正申请 { $count } 项，最早一项{ $waited }
digest-registrations = · 学校代码申请 { $count } 项等您核发，最早一项{ $waited }
digest-exemptions = · 免验申请 { $count } 项等您审批，最早一项{ $waited }
digest-transfers = · 教师调出申请 { $count } 项等您答复，最早一项{ $waited }
digest-disputes = · 学时异议 { $count } 项等您答复，最早一项{ $waited }
digest-friday-saturday = ⚠️ 截止日（{ $deadline }）是星期六，不顺延；今天是之前最后一个工作日。
digest-friday-sunday = ⚠️ 截止日（{ $deadline }）是星期日，不顺延；今天是之前最后一个工作日。

reminders-title = ⏰ <b>提醒设置</b>
reminders-on = 提醒：<b>已开启</b>，{ $time }发送
reminders-muted = 提醒：<b>已关闭</b>。到期提醒、每周进度、每日待办和学校发的提醒都不再发送。
reminders-decisions = 审验和复审结果、退案和退回、投诉结果和申请的答复，不论怎样设置都会马上通知您。通知、公示和逾期通报也照常发送，夜间除外。
reminders-time-own = 每天 { $hour }:00 起
reminders-time-usual = 每天 { $time } 起（默认）
reminders-teacher =
    <b>作为教师</b>，只有还没办完时才提醒您，办完就不再提醒：
reminders-ladder-line = · { $window }（{ $deadline }）：{ $dates }
reminders-ladder-separator = 、
reminders-nothing-ahead = · 近期没有安排提醒
reminders-digest = <b>作为管理或审验人员</b>，有事待办的日子发一次待办（没有待办就不发）：{ $time }。
reminders-quiet = 每天 { $from }:00 至次日 { $until }:00 不打扰，截止前最后 { $hours } 小时除外。
reminders-ask = 想在几点收到？请点选（广州时间）：
reminders-button-hour = { $hour }:00
reminders-button-usual = 默认时间
reminders-button-mute = 🔕 关闭提醒
reminders-button-unmute = 🔔 开启提醒
reminders-hour-set = 已设置
reminders-muted-now = 已关闭提醒
reminders-unmuted-now = 已开启提醒
mydata-reminders = 提醒设置：{ $time }。发送 /reminders 可更改。
