# 学校公示、向学校领导报告、投诉受理联系方式。

command-report = 向领导报告
command-publicity = 学校公示
command-contacts = 投诉受理方式

# 联系方式
contact-office = · { $office }
contact-phone = 电话 { $phone }
contact-address = 地址 { $address }
contact-website = 网址 { $website }
contact-sample = （示例，待主管部门确认）
contact-separator = ，
contacts-head = <b>{ $school }</b> · 投诉受理方式
contacts-why = 公示期内须公开本校和上级主管部门的投诉电话和网址。下面是公示名单上会印出的内容。
contacts-own = 本校：
contacts-own-none = 本校：⚠️ 还没有登记投诉电话，登记后才能开始公示。
contacts-above = 上级主管部门：
contacts-above-none = 上级主管部门：尚未登记，请与其联系。
contacts-button-office = 受理部门
contacts-button-phone = 投诉电话
contacts-button-address = 地址
contacts-button-website = 投诉网址
contacts-ask-office = 请输入本校受理投诉的部门名称，例如「校长办公室」。不改了请发送 /cancel。
contacts-ask-phone = 请输入本校的投诉电话，例如 020-12345678 或 020-12345678转801。公示时会公开，请不要填写私人手机号。不改了请发送 /cancel。
contacts-ask-address = 请输入受理投诉的地址。不改了请发送 /cancel。
contacts-ask-website = 请输入投诉网址，例如 www.example.edu.cn/ts 。不改了请发送 /cancel。
contacts-hint = 在这里输入
contacts-set = ✅ 已登记{ $field }：{ $value }

# 公示卡片
publicity-head = <b>{ $school }</b> · { $cycle }学时公示
publicity-blocked = 目前还不能开始公示：
publicity-ready = ✅ 没有待审的申报，可以开始公示。现在开始，将公示至{ $until }（{ $days } 整天）。
publicity-ready-late = ⚠️ 没有待审的申报，可以开始公示。现在开始，将公示至{ $until }（{ $days } 整天），晚于规定的最后期限（{ $latest }），会标记为「逾期」并告知上级主管部门。
publicity-warn-returned =
    { $correcting ->
        [0] ⚠️ 有 { $returned } 项退案的申报还没有重新提交。公示开始后，这些申报不能再修改和提交。
       *[other] ⚠️ 有 { $returned } 项退案的申报还没有重新提交（其中 { $correcting } 项正在修改）。公示开始后，这些申报不能再修改和提交。
    }
publicity-warn-leaders = ⚠️ 还没有向学校领导报告学时情况。
publicity-warn-office = ⚠️ 上级主管部门还没有登记投诉电话，名单上会缺这一项。请先与其联系。
publicity-was-withdrawn = 原公示已由{ $by }于{ $at }撤回，原因：{ $why }
publicity-contacts = 投诉受理方式（会印在名单上）：
publicity-sure =
    <b>确定开始公示吗？</b>
    · 公示名单共 { $people } 人，按现在已认定的学时生成，公示期间不再变动。
    · 公示至{ $until }，共 { $days } 整天。
    · 开始后，退案的申报不能再修改和重新提交（目前 { $returned } 项），学校的审验结果也不能再撤销。
    · 系统会把本人的公示内容和投诉方式发给已绑定账号的教师。
publicity-sure-late = · ⚠️ 结束时间晚于规定的最后期限（{ $latest }），会标记为「逾期」并告知上级主管部门。
publicity-sure-old = 这张确认卡片已过时，请按最新内容再确认一次。
publicity-started = ✅ 公示已开始。请下载名单，在校内张贴或公布。
publicity-running =
    📢 公示中：{ $from }起，至{ $until }
    { $days ->
        [0] 今天是最后一天。
       *[other] 还剩 { $days } 天。
    }
    名单 { $people } 人，由{ $by }开始公示。
publicity-late-mark = ⚠️ 逾期：结束时间晚于规定的最后期限，已告知上级主管部门。
publicity-complaints = 投诉：未办结 { $open } 件，已办结 { $settled } 件。
publicity-ended =
    公示已于{ $until }结束（自{ $from }起）。
    ⚠️ 请撤下张贴和网上公布的名单，撤下后点「已撤下名单」。机器人不再提供名单文件。
publicity-taken-down =
    公示已于{ $until }结束（自{ $from }起）。
    ✅ 名单已由{ $by }于{ $at }登记撤下。
publicity-next-principal = 下一步：请校长在{ $deadline }核实确认并上报。
publicity-confirmed = ✅ 校长已于{ $at }确认上报。
publicity-withdraw-ask =
    <b>撤回公示</b>
    名单有误时才需要撤回。撤回后：
    · 已发布的名单作废，请立即撤下；系统会通知每位教师。
    · 退案的申报可以继续修改，审验结果可以撤销。
    · 更正后须重新公示，并重新公示满 { $days } 整天。
    确定撤回的，请输入原因（不超过 { $max } 字，教师会看到）。不撤回请发送 /cancel。
publicity-withdraw-hint = 名单哪里有误
publicity-withdraw-confirm =
    确认撤回公示？
    原因：{ $why }

    要改原因，直接重新输入即可。
publicity-withdrawn = 已撤回公示，并已通知名单上的教师。请立即撤下已张贴和公布的名单；更正后重新开始公示。
publicity-list-caption = { $cycle }学时公示名单，{ $people } 人，公示至{ $until }。公示结束后请撤下。
publicity-for-you = 📢 { $school }公示中，至{ $until }。如有异议，请在此之前反映。
publicity-outcome-passed = 达标（暂定）
publicity-outcome-not-passed = 未达标（暂定）
publicity-outcome-exempt = 免验
publicity-button-card = 学校公示
publicity-button-principal = 查看全校情况并确认
publicity-button-ask = 开始公示
publicity-button-sure = 确认开始公示
publicity-button-xlsx = 下载 Excel
publicity-button-pdf = 下载 PDF
publicity-button-withdraw = 撤回公示
publicity-button-withdraw-sure = 确认撤回
publicity-button-taken-down = 已撤下名单
publicity-button-complaints = 投诉
publicity-button-contacts = 投诉受理方式
publicity-button-review = 开始审验
publicity-button-returned = 查看并提醒退案教师
publicity-button-report = 向领导报告

# 向学校领导报告
report-head = <b>{ $school }</b> · { $cycle }教师学时完成情况
report-totals =
    教师 { $people } 人：达标{ $mark } { $passed }，未达标{ $mark } { $notPassed }，免验 { $exempt }
    申报情况：未开始 { $notStarted }，有草稿未提交 { $notSent }，被退案或退回待更正 { $returned }
report-provisional = （暂定）
report-what = 报告含每位教师的公需、专业、选修学时和未达标原因。可先下载查看，再报告。
report-not-done = 点「报告给校长」后，校长会收到汇总数字和报告文件，并登记为已报告。
report-no-principal = 本校还没有绑定账号的校长，请下载报告后当面呈送，再点「报告给校长」登记。
report-done = ✅ 已由{ $by }于{ $at }向学校领导报告。下载的文件按最新数据生成。
report-sent = ✅ 已报告给校长，并登记。
report-caption = { $cycle }教师学时完成情况报告（{ $at }的数据）。含个人信息，请妥善保管。
report-button-send = 报告给校长

# 通知
notice-publicity-started = 📢 { $school }的{ $cycle }继续教育学时公示已开始，公示至{ $until }。
notice-publicity-line = 您的公示内容：公需 { $PUBLIC }，专业 { $PROFESSIONAL }，选修 { $ELECTIVE }，合计 <b>{ $total }</b> 学时，{ $outcome }。
notice-publicity-complain = 对公示内容有异议的，请在{ $deadline }反映：
notice-publicity-complain-here = 也可以在这里发送 /complain 提出。
notice-publicity-withdrawn =
    { $school }撤回了{ $cycle }继续教育学时公示。
    原因：{ $why }
    更正后会重新公示，届时会再通知您。
notice-publicity-correct-again = 您有 { $count } 项退案的申报，重新公示前可以继续修改并重新提交。
notice-publicity-ended = { $school }的{ $cycle }学时公示已于{ $until }结束。
notice-publicity-take-down = 请撤下张贴和网上公布的名单，并在「学校公示」中登记。
notice-publicity-principal-next = 下一步：请校长在{ $deadline }核实确认并上报。
notice-publicity-confirm = 请您在{ $deadline }核实确认本校的申报信息并上报。
notice-publicity-late = ⚠️ { $school }的{ $cycle }学时公示开始较晚，将于{ $until }结束，晚于规定的最后期限（{ $latest }）。
notice-leaders-report =
    📋 { $by }向您报告{ $school }{ $cycle }教师学时完成情况：
    教师 { $people } 人：达标{ $mark } { $passed }，未达标{ $mark } { $notPassed }，免验 { $exempt }
    未开始 { $notStarted }，有草稿未提交 { $notSent }，被退案或退回待更正 { $returned }
    每位教师的明细见文件：

# 不行的，和接下来怎么办
refusal-publicity-already-started = 本校的公示已经开始，不需要再开始。请发送 /publicity 查看。
refusal-publicity-already-started-by = 本校的公示已由{ $by }于{ $at }开始，不需要再开始。请发送 /publicity 查看。
refusal-publicity-items-waiting = 还有 { $count } 项申报等待学校审验，最早的自 { $since } 起等待。请先审验完。
refusal-publicity-own-waiting = { $name }本人的 { $count } 项申报还没有审验。本人不能审验自己的申报，而本校只有这一位管理员：请先增加一位管理员，或移交给同事，由对方审验。
refusal-publicity-no-phone = 本校还没有登记投诉电话。公示时须公开投诉电话，请先用 /contacts 登记。
refusal-publicity-nobody = 本校名册中没有教师，没有可以公示的内容。请先核对教师名册。
refusal-publicity-gone = 没有找到这次公示。请发送 /publicity 查看最新情况。
refusal-publicity-over = 公示已于{ $until }期满，不能再撤回。对公示内容有异议的，请按投诉登记处理。
refusal-publicity-not-over = 公示要到{ $until }才期满，期满后再撤下名单。名单有误需要提前撤下的，请撤回公示。
refusal-publicity-withdrawn = 这次公示已经撤回。请发送 /publicity 查看最新情况。
refusal-publicity-withdrawn-by = 这次公示已由{ $by }于{ $at }撤回。请发送 /publicity 查看最新情况。
refusal-publicity-taken-down = 名单已经登记撤下，不需要再登记。
refusal-publicity-taken-down-by = 名单已由{ $by }于{ $at }登记撤下，不需要再登记。
refusal-publicity-why-needed = 撤回公示要写明原因。请输入原因后再确认。
refusal-list-no-longer-public = 公示已于{ $until }期满，名单不再提供。请撤下已张贴和公布的名单；需要教师学时情况的，请发送 /report。
refusal-contact-empty = 没有收到文字。请输入后发送。
refusal-contact-too-long = 内容太长，最多 { $max } 个字。请缩短后重新发送。
refusal-contact-phone-unreadable = 没有看懂这个电话号码。请只发号码，例如 020-12345678 或 020-12345678转801。
refusal-contact-website-unreadable = 没有看懂这个网址。请发送完整的网址，例如 www.example.edu.cn/ts 。
