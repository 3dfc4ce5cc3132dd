# 复审（区教育局、市教师培训中心）：待复审、学校、逾期；以及学校和复审通用的批量通过。

# 批量通过
batch-button = 批量通过已查看的 { $count } 项
batch-head = <b>批量通过</b>：以下 { $count } 项您已逐项打开查看、尚未处理：
batch-line = · <b>{ $number }</b> { $teacher }《{ $course }》{ $hours } 学时
batch-empty = 没有可以批量通过的申报。请先逐项打开卡片查看照片，点「稍后」继续看下一项；看过的申报可在这里一起通过。
batch-check-originals = 请确认以上各项的纸质原件都已核对；有疑问的请点编号移出，另行处理。
batch-check = 请再次确认以上各项；有疑问的请点编号移出，另行处理。
batch-originals-unseen = ☐ 本批 { $count } 份原件均已核对
batch-originals-seen = ☑ 本批 { $count } 份原件均已核对
batch-sure = 批量通过这 { $count } 项
batch-drop = 移出 { $number }
batch-nothing-left = 本批已处理完毕。
batch-done = ✅ 批量通过 { $count } 项，已通知教师本人：
batch-late = （逾期）
batch-refused = ⚠️ 以下 { $count } 项没有通过：
batch-changed = 以下 { $count } 项在您查看后有变动，未列入本批，请重新打开查看：
batch-undo-hint = 如需撤销其中一项，请发送它的编号打开卡片。

# 待复审
review-head = <b>{ $office }</b> · { $cycle }待复审申报
review-waiting = 待复审 <b>{ $waiting }</b> 项，最早的自 { $since } 起等待。
review-waiting-second = 其中第二轮 { $secondRound } 项，排在最前。
review-waiting-principals = 另有校长本人的申报 { $forPrincipals } 项，校长不能自己确认，由您代为确认。
review-empty = 目前没有待复审的申报。
review-own = 另有您本人的 { $own } 项，须由本单位其他复审人员办理。
review-opens = 复审自 { $opens } 起办理，现在可以先查看。
review-deadline =
    { $days ->
        [0] 复审须在{ $deadline }完成，今天是最后一天。
       *[other] 复审须在{ $deadline }完成，还剩 { $days } 天。
    }
review-deadline-second =
    { $days ->
        [0] 第二轮复审须在{ $deadline }完成，今天是最后一天；之后数据冻结，不能再办理。
       *[other] 第二轮复审须在{ $deadline }完成，还剩 { $days } 天；之后数据冻结，不能再办理。
    }
review-late = ⚠️ 复审应在{ $deadline }完成，现已逾期。仍可复审，会标记为「逾期」，请尽快完成。
review-frozen = 复审须在{ $deadline }完成，现数据已冻结，不能再办理。
review-only-this = 除了这一项，没有其他待复审的申报。
review-unknown = 您负责的学校没有这项申报。请核对编号（例如 2014-000123），或从学校列表打开。
review-button-begin = 开始复审（{ $waiting }）
review-button-schools = 学校列表
review-button-late = 逾期情况
review-button-list = 待复审列表
review-button-patterns = 各校审验情况

# 复审卡片
review-school = 学校：{ $school }
review-button-approve = 复审通过
review-button-return = 退回
review-button-return-finally = 退回（最终，计为无效）
review-button-return-finally-sure = 确认退回，计为无效
review-button-return-without-note = 不写说明，直接退回
review-button-confirm-return = 确认退回
review-button-confirm-for-principal = 代校长确认
review-choose-reason = <b>请选择退回原因：</b>
review-reason = 退回原因：<b>{ $reason }</b>
review-note-or-not = 可以再写一句说明，帮助教师更正。
review-note-or-not-finally = 可以再写一句说明，告诉教师为什么。
review-return-means = 退回会立即通知教师本人，教师须在{ $deadline }更正；退回后不能撤销。
review-return-too-late = ⚠️ 教师更正期限（{ $closed }）已过：现在退回，教师不能再更正，这项申报将在数据冻结时定为<b>无效</b>，也不能撤销。
review-return-is-final = ⚠️ 这是第二轮：退回后这项申报即为<b>无效</b>，教师不能再更正，也不能撤销。
review-ask-note =
    退回：{ $number }（{ $teacher }），原因「{ $reason }」。
    请输入给教师的说明（不超过 { $max } 字）。不退回了请点卡片上的其他按钮，或发送 /cancel。
review-ask-finding =
    退回：{ $number }（{ $teacher }），原因「{ $reason }」。
    请输入书面核查认定（不超过 { $max } 字）：核查了什么、如何认定。认定会告知教师，并报告市级主管部门。不退回了请发送 /cancel。
review-confirm-return =
    确认退回：<b>{ $number }</b>（{ $teacher }）
    原因：{ $reason }
    说明：{ $note }

    要改说明，直接重新输入即可。
review-confirm-return-finally =
    确认退回，并计为<b>无效</b>：<b>{ $number }</b>（{ $teacher }）
    原因：{ $reason }
    说明：{ $note }

    ⚠️ 这是第二轮，退回后教师不能再更正，也不能撤销。要改说明，直接重新输入即可。
review-approved = ✅ 复审通过：{ $item }
review-returned = ↩️ 已退回：{ $item }
review-returned-finally = ⛔ 已退回，计为无效：{ $item }
review-second-round = 学校和校长也会收到通知。教师须在{ $teacher }更正，学校和校长须在{ $school }再次审验、确认。
review-returned-too-late = 教师更正期限（{ $closed }）已过，这项申报将在数据冻结时定为无效。
review-undone = 已撤销复审结果，这项申报回到待复审状态。
review-confirmed = ✅ 已代校长确认，这项申报现在等待复审。

# 学校
schools-head = <b>{ $office }</b> · { $cycle }所属学校（{ $count } 所）
schools-count = { $stage }：<b>{ $count }</b>
schools-stage-before-publicity = 未公示
schools-stage-in-publicity = 公示中
schools-stage-awaiting-principal = 待校长确认
schools-stage-reported = 已上报待复审
schools-stage-second-round = 第二轮
schools-stage-reviewed = 复审完成
schools-stage-means-before-publicity = 学校还没有开始公示。
schools-stage-means-in-publicity = 公示正在进行。
schools-stage-means-awaiting-principal = 公示已满，等待校长确认上报。
schools-stage-means-reported = 校长已确认上报，有申报等待复审。
schools-stage-means-second-round = 首轮已复审完，有退回的申报正在更正或等待再次复审。
schools-stage-means-reviewed = 已上报的申报都已复审。
schools-stage-button = { $stage }（{ $count }）
schools-stage-head = <b>{ $stage }</b>：{ $count } 所（第 { $page }/{ $pages } 页）
schools-line = · { $name }：申报 { $count } 项，待复审 { $waiting } 项，第二轮 { $secondRound } 项
schools-mark-late = {" "}·逾期
schools-unknown = 这所学校不归您所在的单位复审，可能已经调整到其他单位。请从学校列表重新选择。
schools-not-yet = 尚未
schools-card-head = <b>{ $name }</b> · { $stage } · { $cycle }
schools-card-publicity = 公示：{ $from }至{ $until }
schools-card-no-publicity = 公示：尚未开始
schools-card-confirmed = 校长确认上报：{ $at }
schools-card-paper = 纸质盖章统计表收到：{ $at }
schools-card-no-items = 本年度没有申报。
schools-card-late-items = 逾期办理的申报：{ $count } 项
schools-card-second-round = 第二轮未办结：{ $count } 项
schools-card-contacts = 联系方式：
schools-items-ask = <b>{ $name }</b>：请选择要查看的申报。
schools-items-head = <b>{ $name }</b> · { $state }：{ $count } 项（第 { $page }/{ $pages } 页）
review-button-begin-school = 开始复审本校（{ $waiting }）
review-button-paper-received = 纸质表已收到
review-button-items = 申报清单
review-button-pattern = 审验情况

# 逾期
late-head = <b>{ $office }</b> · { $cycle }逾期未完成 { $count } 项（第 { $page }/{ $pages } 页）
late-none = <b>{ $office }</b> · { $cycle }：目前没有逾期未完成的事项。
late-window = <b>{ $window }</b>（应在{ $deadline }完成）
late-line = · { $name }
late-line-open = · { $name }：{ $open } 项
late-line-schools = · { $name }：所属学校 { $count } 所
late-file = { $office } · { $cycle }逾期未完成事项一览表。
late-told-parent = 上级主管部门
late-told-elsewhere = 上级主管部门
late-told-CITY_SUPERVISOR = 市教师继续教育指导中心
late-told-CITY_OPERATOR = 市教师远程培训中心
late-name-separator = 、

# 各校审验情况
patterns-head = <b>{ $office }</b> · { $cycle }各校审验情况（第 { $page }/{ $pages } 页）
patterns-means = 数字只供了解情况，不代表结论；明显异常的，请先与学校核实，再按规定上报。
patterns-nothing = <b>{ $name }</b>：还没有审验。
patterns-school-hours =
    <b>{ $name }</b>
    通过 { $approved }，退案 { $returned }，通过率 { $share }%；审验用时中位数 { $median } 小时
    撤销 { $undone } 次；认定虚假申报 { $misconduct } 项；学校通过后被复审退回 { $returnedAbove } 项
patterns-school-days =
    <b>{ $name }</b>
    通过 { $approved }，退案 { $returned }，通过率 { $share }%；审验用时中位数 { $median } 天
    撤销 { $undone } 次；认定虚假申报 { $misconduct } 项；学校通过后被复审退回 { $returnedAbove } 项

# 主动发出的消息
notice-second-round-opened =
    ↩️ 复审退回了本校的申报，目前 { $count } 项等待教师更正；教师本人已收到通知。
    教师须在{ $teacher }更正，学校审验和校长确认须在{ $school }完成，逾期不能再办理。
notice-second-round-too-late = ↩️ 复审退回了本校的申报，而教师更正期限（{ $closed }）已过：目前 { $count } 项不能再更正，将在数据冻结时定为无效；教师本人已收到通知。如有疑问，请联系上级主管部门。
notice-second-round-opened-admin = 今天再有退回，不再逐项通知；请随时发送 /staff 查看「被退案或退回」，并提醒有关教师尽早更正。
notice-second-round-opened-principal = 今天再有退回，不再逐项通知。教师更正、学校再次审验后会通知您确认；进度请发送 /school 查看。
notice-late-own = ⚠️ { $organisation }：{ $cycle }「{ $window }」应在{ $deadline }完成，目前尚未完成。仍可办理，会标记为「逾期」，请尽快完成；{ $told }也会收到通知。
notice-late-own-open = ⚠️ { $organisation }：{ $cycle }「{ $window }」应在{ $deadline }完成，目前还有 { $open } 项没有办完。仍可办理，会标记为「逾期」，请尽快完成；{ $told }也会收到通知。
notice-late-own-provider = ⚠️ { $organisation }：{ $cycle }未登记学时的，应在{ $deadline }给学员发放培训证明书，现已逾期。还有 { $open } 名教师反映学时漏登，没有得到答复。请发送 /disputes 逐项答复，补登学时或发放证明书；教师须在{ $declare }凭证明书申报。{ $told }也会收到通知。
notice-late-beside = ⚠️ { $cycle }「{ $window }」应在{ $deadline }完成，现已逾期，{ $names }尚未完成。市级确认之后才能导出数据，请主动联系。
notice-late-below = ⚠️ { $cycle }「{ $window }」应在{ $deadline }完成，现已逾期，{ $count } 个单位尚未完成：{ $names }。请督促尽快办理。
notice-late-below-many = ⚠️ { $cycle }「{ $window }」应在{ $deadline }完成，现已逾期，{ $count } 个单位尚未完成，包括{ $names }等。请督促尽快办理。
notice-district-decision-undone = 复审人员撤销了对申报 <b>{ $number }</b>《{ $course }》的复审结果，这项申报回到待复审状态。您暂时不需要处理，有结果会马上通知您。
