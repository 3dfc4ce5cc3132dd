# 学校继续教育管理员：待审申报、教师名单、绑定与更正申请。

# 待审申报
queue-head = <b>{ $school }</b> · { $cycle }待审申报
queue-waiting = 待审 <b>{ $waiting }</b> 项，最早的自 { $since } 起等待。
queue-how = 看过纸质原件后先点「已核对原件」，再点「通过」。也可以先逐项查看（点「稍后」看下一项），再发送 /batch 一起通过。
queue-empty = 目前没有待审的申报。
queue-deadline =
    { $days ->
        [0] 审验须在{ $deadline }完成，今天是最后一天。
       *[other] 审验须在{ $deadline }完成，还剩 { $days } 天。
    }
queue-late = ⚠️ 审验应在{ $deadline }完成，现已逾期。仍可审验，会标记为「逾期」，请尽快完成。
queue-closed = 复审退回的申报应在{ $deadline }再次审验，现已截止，不能再审验。如有疑问，请联系上级主管部门。
queue-own = 另有您本人的 { $own } 项，须由其他管理员审验。
queue-only-this = 除了这一项，没有其他待审的申报。
item-number-ask = 请在命令后写上申报编号，例如：/item 2014-000123
item-unknown = 本校没有这项申报。请核对编号（例如 2014-000123），或从待审列表打开。
item-later = { $item }：稍后再审。

# 申报卡片
item-photo = 照片 { $photo } · { $kind } · { $number }
item-head = <b>{ $number }</b> · <b>{ $teacher }</b>（{ $subject }）· { $state }
item-no-subject = 未填学科
item-line = <b>{ $number }</b> { $teacher }《{ $course }》{ $hours } 学时
item-claim =
    { $category } · { $activity }
    课程：<b>{ $course }</b>
    举办单位：{ $provider }
    时间：{ $from }至{ $to }（{ $days } 天）
    学时：<b>{ $hours } 学时</b>（{ $computed }）
item-computed-hours = 按学时填报
item-computed-days = { $value } 天 × { $each } 学时
item-computed-items = { $value } 项 × { $each } 学时
item-amount-hours = { $value } 学时
item-amount-days = { $value } 天
item-amount-items = { $value } 项
item-foreign = 🌐 外文或境外证书：请核对盖章中文翻译
item-undated = 📅 证书上没有培训时间：请核对盖章学时证明
item-hint-blurred = ⚠️ 照片 { $photo } 可能模糊
item-hint-grey = ⚠️ 照片 { $photo } 可能是复印件，请核对原件
item-hint-small = ⚠️ 照片 { $photo } 尺寸太小，可能看不清
item-hint-seen-before = ⚠️ 照片 { $photo } 与申报 { $number }（{ $name }）的照片相同
item-sums =
    该教师本年度学时（已认定 / 审核中）：
    { $sums }
item-sum = { $name }：{ $counted } / { $underReview }
item-total = 合计
item-waiting = 自 { $since } 起待审，须在{ $due }完成。
item-waiting-late = ⚠️ 自 { $since } 起待审，应在{ $due }完成，现已逾期，审验会标记为「逾期」。
item-history =
    经过：
    { $entries }
item-entry = · { $at } { $by } { $did }
item-entry-reason = ：{ $reason }
item-history-note = 　说明：{ $note }
item-entry-note = 说明：{ $note }
item-difference = 　{ $field }：{ $from } → { $to }
item-by-system = 系统
item-answer = { $field }：{ $answer }
item-nothing = （无）
item-did-submit = 提交
item-did-correct = 修改后重新提交
item-did-approve = 审验通过
item-did-return = 退案
item-did-undo = 撤销审验结果
item-did-withdraw = 撤回
item-did-confirm = 校长确认
item-did-district-approve = 复审通过
item-did-district-return = 复审退回
item-did-district-undo = 撤销复审结果
item-did-confirm-for-principal = 代校长确认
item-did-complaint-return = 投诉查实，退案
item-did-district-complaint-return = 投诉查实，退回
item-did-move = 随教师调动转入本校
item-did-other = 处理
item-field-category = 科目类别
item-field-activityType = 活动类型
item-field-courseName = 课程名称
item-field-baseId = 认定基地
item-field-provider = 举办单位
item-field-from = 开始日期
item-field-to = 结束日期
item-field-amount = 数量
item-field-hours = 学时
item-field-foreign = 外文或境外证书
item-field-datesOnCertificate = 证书上有培训时间

# 审验
item-approved = ✅ 已通过：{ $item }
item-returned = ↩️ 已退案：{ $item }
item-reason = 退案原因：<b>{ $reason }</b>
item-decided-late = 本次审验已过期限，标记为「逾期」。
item-teacher-told = 已通知教师本人。
item-teacher-not-bound = 教师未绑定账号，收不到通知，请当面告知本人。
item-teacher-unreachable = 教师已停用机器人，收不到通知，请用其他方式告知本人。
item-stands = 目前状态：{ $state }。
item-undone = 已撤销审验结果，这项申报回到待审状态。
item-choose-reason = <b>请选择退案原因：</b>
item-note-or-not = 可以再写一句说明，帮助教师修改。
item-ask-note =
    退案：{ $number }（{ $teacher }），原因「{ $reason }」。
    请输入给教师的说明（不超过 { $max } 字）。不退了请点卡片上的其他按钮，或发送 /cancel。
item-ask-finding =
    退案：{ $number }（{ $teacher }），原因「{ $reason }」。
    请输入书面核查认定（不超过 { $max } 字）：核查了什么、如何认定。认定会告知教师，并报告上级主管部门。不退了请发送 /cancel。
item-note-hint = 请输入说明
item-confirm-return =
    确认退案：<b>{ $number }</b>（{ $teacher }）
    原因：{ $reason }
    说明：{ $note }

    要改说明，直接重新输入即可。
school-button-begin-review = 开始审验（{ $waiting }）
school-button-queue = 待审列表
school-button-original-unseen = ☐ 已核对原件
school-button-original-seen = ☑ 已核对原件
school-button-approve = 通过
school-button-return = 退案
school-button-later = 稍后
school-button-undo = 撤销
school-button-next-item = 下一项
school-button-open-item = 打开
school-button-review-item = 查看 { $number }
school-button-more-reasons = 更多原因
school-button-return-without-note = 不写说明，直接退案
school-button-write-note = 写说明
school-button-other-reason = 换一个原因
school-button-confirm-return = 确认退案

# 教师名单
staff-head = <b>{ $school }</b> · { $cycle }教师（{ $count } 人）
staff-count = { $group }：<b>{ $count }</b> 人
staff-count-enough = （其中 { $count } 人学时已达标，待确认个人信息）
staff-group-not-started = 未开始
staff-group-not-sent = 未提交
staff-group-returned = 被退案或退回
staff-group-done = 已完成
staff-group-not-bound = 未绑定
staff-group-unreachable = 无法送达
staff-group-button = { $group }（{ $count }）
staff-group-head = <b>{ $group }</b>：{ $count } 人（第 { $page }/{ $pages } 页）
staff-group-means-not-started = 还没有申报：学时仍有缺口，或学时已够但个人信息未确认。
staff-group-means-not-sent = 有申报草稿，尚未提交。
staff-group-means-returned = 有申报被学校退案或被复审退回，等待本人修改。
staff-group-means-done = 目前没有需要本人处理的事项。
staff-group-means-not-bound = 还没有绑定账号，收不到提醒；请打开教师卡片生成邀请链接。
staff-group-means-unreachable = 已停用本机器人，收不到消息。请用其他方式联系，并请本人重新打开机器人、发送 /start，之后就能收到。
staff-mark-not-bound = ·未绑定
staff-mark-unreachable = ·无法送达
school-button-staff = 教师名单
school-button-find = 按姓名查找
school-button-nudge-group = 提醒这一组（{ $count } 人）
school-button-nudge-sure = 确认提醒 { $count } 人
nudge-sure = 将向「{ $group }」中收得到消息的 { $count } 位教师各发一条提醒，每人每天最多一次。确认发送吗？
nudge-told = 已提醒 { $told } 人。
nudge-not-bound = 另有 { $count } 人未绑定账号，收不到提醒，请发邀请链接。
nudge-unreachable = 另有 { $count } 人已停用机器人，无法送达，请用其他方式联系。
nudge-muted = 另有 { $count } 人关闭了提醒，不会收到，请用其他方式联系。
nudge-one-told = 已提醒{ $name }老师。
nudge-one-not-bound = { $name }老师未绑定账号，收不到提醒，请发邀请链接。
nudge-one-muted = { $name }老师关闭了提醒，不会收到，请用其他方式联系。
nudge-one-unreachable = { $name }老师已停用机器人，无法送达，请用其他方式联系。
find-hint = 姓名或其中几个字
find-teacher-ask = 请输入教师的姓名，或其中几个字。不找了请发送 /cancel。
find-nobody = 本校没有姓名含「{ $name }」的人员。请换几个字再试，或发送 /cancel 结束。
find-found = 姓名含「{ $name }」的人员：
find-too-many = 姓名含「{ $name }」的人员较多，以下为前 { $most } 位；没有要找的人，请点「按姓名查找」输入更完整的姓名。

# 教师卡片
teacher-unknown = 本校没有这位教师。请从教师名单中打开。
teacher-head = <b>{ $name }</b>（{ $subject }）· { $group }
teacher-no-group = 不在教师名册
teacher-account-bound = 账号：已绑定
teacher-account-unreachable = 账号：已绑定，但本人停用了机器人，无法送达
teacher-account-none = 账号：未绑定
teacher-profile-confirmed = 个人信息：{ $at } 已确认
teacher-profile-open = 个人信息：本年度未确认
teacher-sheet-there = 签名信息表：人事已收
teacher-sheet-missing = 签名信息表：未收
teacher-sums =
    学时（已认定 / 审核中 / 还缺）：
    { $sums }
teacher-sum = { $name }：{ $counted } / { $underReview } / { $missing }
teacher-items =
    { $count ->
        [0] 没有申报。
       *[other] 申报 { $count } 项：
    }
teacher-item = · { $number }《{ $course }》{ $hours } 学时 · { $state }
school-button-nudge-one = 提醒
school-button-invite = 生成邀请链接
school-button-unbind = 解除绑定
school-button-unbind-sure = 确认解除绑定
invite-made =
    已生成{ $name }老师的邀请链接，有效期至 { $until }，只能使用一次；之前生成的链接已失效。
    请把下面这条消息转发给本人。打开链接后还需输入本人证件号码的后四位。
invite-to-forward =
    { $name }老师：{ $school }邀请您用「学时」办理教师继续教育年度验证。
    请用手机打开下面的链接，并按提示输入证件号码后四位：
    { $link }
    链接有效期至 { $until }，仅限本人使用，请勿转发。
unbind-sure =
    确定解除<b>{ $name }</b>老师的账号绑定吗？
    解除后，该账号不能再查看和申报；已提交的申报和草稿都会保留，重新绑定后可以继续。
unbind-done = 已解除{ $name }老师的账号绑定，并已通知原账号。需要时可以生成新的邀请链接。

# 移交管理员
school-button-hand-over = 移交管理员
hand-over-ask = 移交给哪位同事？请输入姓名或其中几个字。对方须为本校人员并已绑定账号。不移交了请发送 /cancel。
hand-over-sure =
    将{ $school }继续教育管理员移交给<b>{ $name }</b>？
    移交后立即生效：由对方审验申报和处理申请，您不能再审验。要恢复须由对方移交回来。
school-button-hand-over-sure = 确认移交给{ $name }
hand-over-done = 已将{ $school }继续教育管理员移交给{ $name }，并已通知对方。感谢您的工作！您本人的申报不受影响，发送 /start 回到首页。

# 绑定与更正申请
school-button-requests = 绑定与更正申请
school-button-request = { $who } · { $kind }
school-button-grant = 同意
school-button-grant-sure = 已核实本人，同意
school-button-choose-person = 选择对应的人员
school-button-refuse = 拒绝
school-button-refuse-without-note = 不写说明，直接拒绝
school-button-confirm-refuse = 确认拒绝
requests-head = <b>{ $school }</b>待处理的申请 { $count } 项，最早的在最前：
requests-none = 目前没有待处理的绑定与更正申请。
requests-own = 另有您本人的 { $own } 项，须由其他管理员处理。
request-kind-REBIND = 更换绑定账号
request-kind-NOT_ON_ROSTER = 名册中找不到本人
request-kind-CORRECT_NAME = 更正姓名
request-kind-CORRECT_ID_NUMBER = 更正证件号码
request-kind-CORRECT_FIELD = 更正个人信息
request-head =
    <b>{ $kind }</b> · { $who }
    申请时间：{ $at }
request-asks-REBIND = 有人用另一个账号申请绑定为这位教师。同意后，原来的账号会被解除绑定并收到通知。
request-asks-NOT_ON_ROSTER =
    申请人自称：<b>{ $name }</b>
    继续教育证号：{ $certificateNumber }
    证件号码：{ $idMasked }
request-asks-change = { $field }：{ $before } → <b>{ $after }</b>
request-check-REBIND = ⚠️ 同意前请先当面或电话核实本人。
request-check-NOT_ON_ROSTER = ⚠️ 请先当面或电话核实本人，再从本校人员中选择对应的人；本校名册里确实没有的，请拒绝并说明。
request-check-CORRECT_NAME = 请核对本人证件后再同意。同意后需本人重新确认个人信息。
request-check-CORRECT_ID_NUMBER = 请核对本人证件原件后再同意。号码中含出生日期和性别的，同意后一并更正；之后需本人重新确认个人信息。
request-check-CORRECT_FIELD = 请核对相关证明后再同意。同意后需本人重新确认个人信息。
request-sure-REBIND = 请先当面或电话核实本人，确认是<b>{ $who }</b>老师本人申请更换账号。已经核实了吗？
request-sure-NOT_ON_ROSTER = 将自称「{ $who }」的申请人绑定为本校的<b>{ $name }</b>？请先当面或电话核实本人。已经核实了吗？
request-who-is-it = 这位申请人是本校的哪一位？请输入姓名或其中几个字。暂不处理请发送 /cancel。
request-sure-refuse = 拒绝「{ $kind }」（{ $who }）？建议写一句说明，告诉申请人接下来怎么办。
request-ask-note = 请输入拒绝的说明（不超过 { $max } 字），申请人会看到。不拒绝了请发送 /cancel。
request-confirm-refuse =
    确认拒绝这项申请？
    说明：{ $note }

    要改说明，直接重新输入即可。
request-granted = ✅ 已同意：{ $kind }（{ $who }），并已通知本人。
request-refused = 已拒绝：{ $kind }（{ $who }），并已通知申请人。
request-is-GRANTED = 这项申请（{ $kind }，{ $who }）已由{ $by }于{ $at }同意。
request-is-REFUSED = 这项申请（{ $kind }，{ $who }）已由{ $by }于{ $at }拒绝。
