# 学时登记与异议。

records-not-for-you = 登记学时由培训机构、学校继续教育管理员和市教师远程培训中心办理，您目前没有这个身份。如果应由您办理，请联系本单位负责人。
records-explain-PROVIDER =
    <b>登记培训学时</b> · { $organisation }
    年度：{ $cycle }，须在{ $deadline }完成。

    请按模板填写后，把文件（Excel 的 .xlsx 或 CSV，最多 { $rows } 行）直接发到这里。我先核对每一行，您确认后才登记；有误的行会列明行号、列和原因，改好再发。
    未能在{ $certificate }登记的，请给学员出具培训证明书。
records-explain-SCHOOL =
    <b>登记校本培训学时</b> · { $organisation }
    年度：{ $cycle }，须在{ $deadline }完成。

    请按模板填写本校教师的学时，把文件（Excel 的 .xlsx 或 CSV，最多 { $rows } 行）直接发到这里。我先核对每一行，您确认后才登记；有误的行会列明行号、列和原因，改好再发。
records-explain-AUTO =
    <b>登记继续教育网学时</b> · { $organisation }
    年度：{ $cycle }，须在{ $deadline }完成。

    请按模板填写后，把文件（Excel 的 .xlsx 或 CSV，最多 { $rows } 行）直接发到这里。我先核对每一行，您确认后才登记；有误的行会列明行号、列和原因，改好再发。
records-template = 学时登记表模板。填写后直接发回这里即可。
records-is-it = 收到表格「{ $file }」，共 { $rows } 行。这是学时登记表吗？
records-draft-kept = 您正在填写的申报已保存，之后发送 /declare 可以继续。
records-button-check = 是，核对内容
records-button-not-it = 不是
records-preview =
    <b>{ $file }</b>
    { $organisation } · { $source } · { $cycle }
    共 { $rows } 行，可登记 { $accepted }，重复 { $unchanged }，有误 { $refused }。
records-whole-row = 整行
table-left-out = 没有读取的工作表：{ $sheets }。
table-left-out-sheet = 「{ $sheet }」{ $rows } 行
table-left-out-hidden = 「{ $sheet }」{ $rows } 行（已隐藏）
table-left-out-more = 另有 { $count } 张
table-left-out-between = 、
records-fault = 第 { $row } 行 · { $column }：{ $reason }
records-more-faults = ……另有 { $count } 行有误，全部列在更正表中。
records-all = 点「登记」后计入教师的学时。
records-some = 点「登记」后，可登记的行计入教师的学时；有误的行会以更正表发回，改好后再发一次即可。
records-nothing = 没有可以登记的行，尚未登记任何内容。
records-late = 按通知，未能在{ $deadline }登记的，应给学员出具培训证明书。请确认学员没有再用证明书申报同一门课程。
records-button-register = 登记 { $count } 行
records-button-faults = 更正表（{ $count } 行）
records-button-more = 再登记一张表
records-button-template = 查看说明和模板
records-button-disputes = 学时异议
records-done =
    ✅ 已登记：{ $file }
    登记 { $accepted } 行，重复 { $unchanged } 行（已在系统中，未再计入），有误 { $refused } 行。
records-corrections = 更正表：每行列明了行号、列和原因。改正后把这个文件发回即可，已登记的行不会重复计入。
records-dropped = 好的，没有登记任何内容。
records-old = 这张表已经处理过，或者您后来又发了别的表。如需登记，请重新发送文件。

disputes-head = <b>学时异议</b> · { $organisation }（{ $count } 条待答复）
disputes-none = { $organisation }目前没有待答复的学时异议。
disputes-entry = { $teacher }：{ $about }
dispute-missing-short = 缺少学时
dispute-card =
    <b>学时异议</b>
    { $teacher } · { $school }
    提出时间：{ $at }
dispute-about-record = { $source } · { $category } ·「{ $course }」（{ $from }至{ $to }）登记为 { $hours } 学时
dispute-about-missing = { $source } · 教师认为有学时没有登记
dispute-text = 教师说明：{ $text }
dispute-own = 这是您本人提出的异议，请由本单位其他管理人员答复。
dispute-button-correct = 更正学时
dispute-button-withdraw = 撤销这条登记
dispute-button-add = 补登学时
dispute-button-refuse = 登记无误，说明理由
dispute-button-sure = 确定
dispute-ask-hours = 请输入正确的学时，例如 18 或 4.5。不办理了请发送 /cancel。
dispute-ask-why = 请写明理由，教师会看到这段文字（最多 300 字）。不办理了请发送 /cancel。
dispute-ask-category = 请选择要补登的科目。
dispute-ask-from = 课程从哪一天开始？例如 2014-07-05。
dispute-ask-to = 课程到哪一天结束？
dispute-ask-course = 课程叫什么名称？
dispute-sure-correct = 把{ $teacher }的「{ $course }」从 { $before } 学时更正为 { $after } 学时，确定吗？
dispute-sure-withdraw = 撤销后，这些学时不再计入。确定撤销吗？
dispute-sure-refuse =
    将答复教师：登记无误。
    理由：{ $why }
    如需修改，请直接重新输入。
dispute-sure-add =
    将补登：{ $category } ·「{ $course }」
    { $from }至{ $to }，{ $hours } 学时
    如课程名称有误，请直接重新输入。
dispute-done = 已答复{ $teacher }，并已通知本人。
dispute-answer-correct = 答复：已从 { $before } 学时更正为 { $after } 学时。
dispute-answer-withdraw = 答复：这条登记有误，已撤销。
dispute-answer-add = 答复：已补登 { $category } ·「{ $course }」（{ $from }至{ $to }，{ $hours } 学时）。
dispute-answer-refuse = 答复：登记无误。理由：{ $why }

record-button-find = 更正已登记的学时
record-find-ask = 请发送教师的继续教育证号。不更正了请发送 /cancel。
record-find-none = 本单位没有登记过这个继续教育证号的学时。请核对后重新发送，或发送 /records 返回。
record-find-found = 本单位登记的学时共 { $count } 条，请点要更正的一条。
record-card =
    <b>{ $teacher }</b>
    { $category } ·「{ $course }」
    { $from }至{ $to }，登记为 { $hours } 学时
record-sure-correct = 从 { $before } 学时更正为 { $after } 学时，确定吗？教师会收到通知。
record-change-done = 已办理，并已通知教师本人。

own-dispute-button = 学时登记有误？
own-dispute-head =
    <b>已登记的学时</b>（{ $count } 条）
    哪一条有误，请点它；应有而没有的，请点「缺少学时」。登记单位会答复您。
own-dispute-frozen = 本年度数据已冻结，不能再更正学时登记。如有疑问，请联系学校继续教育管理员。
own-dispute-waiting = ⏳ 等待答复：{ $about }
own-dispute-entry = { $course } · { $hours } 学时
own-dispute-entry-waiting = ⏳ { $course } · { $hours } 学时
own-dispute-button-missing = 缺少学时
own-dispute-where = 缺少的学时应由谁登记？
own-dispute-ask = 哪里不对？请写一两句话（最多 300 字），例如「应为 18 学时，证书已交学校」。不提了请发送 /cancel。
own-dispute-ask-missing = 请写明课程名称、培训日期和学时（最多 300 字），例如「班主任研修，7月5日至7月9日，18 学时」。不提了请发送 /cancel。
own-dispute-sure =
    将发给登记单位：
    { $text }
    如需修改，请直接重新输入。
own-dispute-button-send = 发送
own-dispute-sent = 已发送给登记单位。有答复会马上通知您。

notice-declaration-on-record = 您申报的 { $number }「{ $course }」已由登记单位登记学时，会自动计入，不再需要审验。请发送 /status 查看，并撤回这份申报。
notice-declaration-on-record-school = { $teacher }申报的 { $number }「{ $course }」已由登记单位登记学时。请以「与已登记学时重复」退案，或由教师撤回，避免重复计算。
notice-record-changed = { $by }更正了您的学时登记：「{ $course }」由 { $before } 学时改为 { $after } 学时。如有异议，请在 /status 中提出。
notice-record-withdrawn = { $by }撤销了您的学时登记：「{ $course }」（{ $before } 学时）。如有异议，请联系登记单位。
notice-dispute-opened = { $teacher }（{ $school }）对学时登记提出异议，请答复。
notice-dispute-settled = 您提出的学时异议已有答复。

command-records = 登记学时
command-disputes = 学时异议
help-provider =
    <b>培训机构</b>
    /records 登记培训学时（Excel 或 CSV）
    /disputes 答复教师的学时异议
    /roles 身份与邀请
