# 每一种「不行」：发生了什么，接下来怎么办。

refusal-window-not-open = 「{ $window }」自 { $opens } 起办理，请到时再来。
refusal-window-closed = 「{ $window }」须在{ $deadline }完成，现已截止，不能再办理。如有特殊情况，请联系学校继续教育管理员。
refusal-cycle-frozen = 本年度的各项办理须在{ $deadline }完成，现数据已冻结，不能再更改。如有疑问，请联系学校继续教育管理员。

refusal-text-empty = 没有收到文字。请输入文字后发送。
refusal-text-too-long = 您写了 { $length } 个字，最多 { $max } 个字。请缩短后重新发送。
refusal-text-without-letters = 内容里至少要有一个汉字或字母。请重新发送。
refusal-text-holds-id-number = 内容里好像有证件号码，没有保存。请去掉证件号码后重新填写。
refusal-option-unknown = 没有这个选项。请点选消息下方的按钮。
refusal-yes-or-no = 请点「是」或「否」回答。
refusal-tick-needed = 请确认照片拍的是原件后点按钮；如果不是原件，请先更换照片。
refusal-question-not-asked = 这份申报不需要填写「{ $question }」。请按最新的提示继续，或发送 /declare 查看。
refusal-form-incomplete = 「{ $question }」还没有填写，请先补齐再提交。

refusal-base-not-recognised = 这个基地不在公需科目认定基地名单中。请从名单里选择；如果名单有遗漏，请联系学校继续教育管理员。
refusal-senior-post-training-elsewhere = 省高中教师职务培训的学时不在这里申报，会通过其他途径登记。您不需要办理；如有疑问，请联系学校继续教育管理员。
refusal-date-unreadable = 没有看懂这个日期，或者日历上没有这一天。请按「7月5日」或「2014-07-05」的样子重新发送。
refusal-date-outside-year = { $date }不在{ $year }年内。这里只申报{ $year }年1月1日至12月31日的学习，请核对后重新发送。
refusal-date-in-future = { $date }还没有到。请核对日期；培训结束后再来申报。
refusal-dates-reversed = 结束日期{ $to }早于开始日期{ $from }。请核对后重新发送。
refusal-amount-unreadable = 没有看懂这个数量。请发送数字，例如「18学时」或「3天」。
refusal-amount-not-positive = 数量要大于 0。请重新发送。
refusal-amount-wrong-unit = 这类活动按「{ $unit }」计算。请用这个单位重新发送。
refusal-hours-half-steps = 学时以 0.5 为最小单位，{ $hours } 学时无法申报。请按证书核对后重新发送。
refusal-hours-impossible = { $days } 天里不可能有 { $hours } 学时（最多 { $max }）。请核对日期和学时后重新发送。
refusal-over-item-cap = 这类活动每项最多申报 { $limit } 学时，您填写了 { $hours } 学时。请修改后重新发送。
refusal-over-year-cap = 这类活动每年最多 { $limit } 学时，您已申报 { $used } 学时，还可申报 { $left } 学时，这次填写了 { $hours } 学时。请修改后重新发送。
refusal-already-on-record = 「{ $courseName }」（{ $from }至{ $to }，{ $hours } 学时）已由{ $source }登记，会自动计入，不需要重复申报。如果是另一门课程，请写出完整的课程名称。
refusal-already-declared = 「{ $courseName }」（{ $from }至{ $to }，{ $hours } 学时）您已经申报过，目前：{ $state }。请发送 /status 查看；如果是另一门课程，请写出完整的课程名称。

refusal-profile-not-confirmed = 本年度的个人信息还没有确认。请先核对并确认（教师本人发送 /profile），之后再继续。
refusal-draft-gone = 这份内容已经不在了，可能已提交、已撤回或已删除。请发送 /status 查看最新情况。
refusal-draft-changed = 这份申报刚才在别处改过。请按最新的卡片继续，或发送 /declare 查看。
refusal-too-many-photos = 每种材料最多 { $most } 张照片。请先删除不需要的，再发送新的。
refusal-same-photo-twice = 这张照片已经收到过，不用重复发送。请发送下一张，或点按钮继续。
refusal-photo-not-asked-for = 这份申报现在不需要{ $evidence }。请按最新的提示继续。
refusal-photo-expected = 这里需要{ $evidence }的照片。请拍照后直接发送。

refusal-not-your-organisation = 这一项不属于您所在的单位，您不能处理。请由所属单位的管理人员办理。
refusal-not-your-role = 这一步由{ $role }办理，您目前没有这个身份。如果应由您办理，请联系本单位负责人。
refusal-not-your-item = 这不是您本人的申报，只能由申报人自己办理。
refusal-own-item = 与自己有关的事项不能自己处理。请由本单位其他管理人员办理。
refusal-not-a-principals-item = 只有校长本人的申报由复审部门代为确认，这一项请由该校校长确认。
refusal-publicity-started = 学校已于{ $started }开始公示，审验结果不能再撤销。如有异议，请按投诉登记处理。
refusal-leave-after-publicity = 学校已于{ $started }开始公示，名单已确定，不能再登记为申报截止前离岗。可以登记为之后离岗；确有错误的，请先撤回公示。
refusal-complaint-upheld = 这一项因投诉属实被退案，不能撤销。请等教师修改后重新审验。
refusal-complaint-open = 对这一项的投诉还没有办结，暂不能确认。请先办结投诉，再确认。
refusal-not-yet-submitted = 这一项还没有提交，现在不能这样处理。请等申报人提交后再办理。
refusal-still-waiting = 这一项还在等待学校审验，现在不能这样处理。请等学校审验后再办理，或发送 /status 查看进度。
refusal-already-decided = 这一项已经处理过了，刚才的操作没有生效。请查看最新情况。
refusal-already-decided-by = 这一项已由{ $by }于{ $at }处理，刚才的操作没有生效。请查看最新情况。
refusal-already-invalid = 这一项已定为无效，不能再处理。如有疑问，请联系学校继续教育管理员。
refusal-already-withdrawn = 这一项已由申报人撤回，不需要再处理。
refusal-item-gone = 没有找到这项申报，可能已不存在。请发送 /status 或 /queue 查看最新情况。
refusal-item-changed = 这项申报刚才有更新，这次操作没有生效。请按最新内容再操作。
refusal-batch-not-opened = 您还没有打开查看过这一项的最新内容。请先打开卡片看过照片，再批量通过。
refusal-batch-too-large = 一次最多批量通过 { $max } 项。请分批办理。
refusal-reason-needed = 退案、退回都必须有原因。请点选一个原因。
refusal-reason-unknown = 没有这个退案或退回原因。请从按钮中重新选择。
refusal-note-needed = 这个原因需要补充说明。请写一句话告诉申报人要改什么。
refusal-finding-needed = 认定虚假申报必须写明查实的情况。请写下核查结论后再提交。
refusal-original-not-seen = 通过之前要核对纸质原件。请核对后先点「已核对原件」。

refusal-picture-too-big = 这个文件太大，最多 { $maxMegabytes } MB。请改用「照片」方式发送，或缩小后再发。
refusal-picture-too-many-pixels = 这张照片像素过大，最多 { $maxMegapixels } 百万像素。请改用「照片」方式发送。
refusal-picture-broken = 这张照片不完整或已损坏，打不开。请重新拍照发送。
refusal-picture-is-heic = 收到的是 HEIC 格式，审核人员可能打不开。请改用「照片」方式发送；或在 iPhone 的「设置 → 相机 → 格式」里选「兼容性最佳」后重新拍照。
refusal-picture-is-pdf = 这里不收 PDF。请把每一页拍照或截图，作为照片发送。
refusal-picture-format-unsupported = 这种图片格式无法使用。请改用「照片」方式发送，或转成 JPG、PNG 后再发。
refusal-not-a-picture = 这不是照片。请拍下证明材料，作为照片发送。

refusal-consent-needed = 办理之前需要您同意处理个人信息。请发送 /start 阅读并选择。
refusal-consent-not-given = 您目前没有生效的同意，不需要撤回。如需继续使用，请发送 /start。
refusal-id-number-unreadable = 没有看懂这个证件号码。请核对后重新发送，只发号码本身。
refusal-id-number-length = 证件号码的位数不对，收到 { $length } 位，居民身份证应为 18 位。请核对后重新发送。
refusal-id-number-fifteen-digits = 这是 15 位旧号码。请发送现在身份证上的 18 位号码。
refusal-id-number-region = 证件号码开头的地区代码不存在，可能有一位写错了。请核对后重新发送。
refusal-id-number-birth-date = 证件号码里的出生日期不对，可能有一位写错了。请核对后重新发送。
refusal-id-number-checksum = 证件号码的校验位不对，可能有一位写错了。请核对后重新发送，末位是 X 的请发 X。
refusal-identity-not-found = 没有找到三项信息都一致的教师，还可以再试 { $triesLeft } 次。请核对后重新发送证件号码，或重新填写。
refusal-identity-locked = 连续多次不符，为保护信息已暂停核对，请在{ $until }之后再试，或现在请学校协助。
refusal-already-bound = 身份已核对，但您的信息已绑定另一个 Telegram 账号。出于安全不会自动更换，可以请{ $school }处理。
refusal-account-bound = 这个 Telegram 账号已绑定其他人员，不能重复绑定。如绑定有误，请由其学校的继续教育管理员先解除绑定。
refusal-invite-unknown = 这个邀请链接无效，可能复制不完整。请重新打开学校发来的链接，或改用个人信息核对身份。
refusal-invite-used = 这个邀请链接已经用过。如果不是您本人使用的，请立即联系学校继续教育管理员。
refusal-invite-expired = 这个邀请链接已过期。请让学校重新发一个，或改用个人信息核对身份。
refusal-last-four-wrong = 后四位不符，还可以再试 { $triesLeft } 次。请核对后重新发送；如果链接不是发给您的，请不要继续。
refusal-person-unknown = 没有找到这位人员，名册可能已更新。请返回名单重新选择。
refusal-id-number-not-on-roster = 名册上没有这位教师的证件号码，无法用链接核对身份。请先补录证件号码，或让教师本人提出申请。
refusal-not-bound = 这位人员还没有绑定 Telegram 账号。请先让本人发送 /start 完成身份确认。
refusal-role-already-held = 这位同事已经有这个身份，不需要移交。
refusal-school-unknown = 没有找到这所学校，或该单位不受理这类申请。请重新选择学校，或直接联系所在单位的管理人员。
refusal-field-unknown = 没有这个信息项。请发送 /profile 重新选择。
refusal-id-number-needed = 还没有收到证件号码。请发送正确的证件号码。
refusal-request-already-open = 同样的申请已经提交，学校正在处理。有结果会马上通知您，不需要重复提交。
refusal-request-unknown = 这份申请已更新或不存在。请发送 /requests 查看最新情况。
refusal-person-needed = 请先从名册中选择这个账号属于哪位教师。
refusal-id-number-taken = 这个证件号码已登记在另一位人员名下。请与申请人核对号码后再处理。

refusal-field-fixed = 这一项由学校名册维护，不能在这里更改。如有错误，请联系学校继续教育管理员。
refusal-field-option-unknown = 没有这个选项。请点选消息下方的按钮。
refusal-field-date-unreadable = 没有看懂这个日期，或者日历上没有这一天。请按「1986-04-12」或「1986年4月12日」的样子重新发送。
refusal-field-date-in-future = 这个日期还没有到。请核对后重新发送。
refusal-field-name-unreadable = 姓名里有「?」，多半是保存文件或输入时丢了字。请填写完整的姓名；名册请另存为 Excel 工作簿（.xlsx）后重新发送。
refusal-field-phone-unreadable = 没有看懂这个手机号。请发送 11 位手机号；境外号码请以 + 和国家代码开头。
refusal-birth-date-against-number = 出生日期与登记的证件号码不一致，没有更改。请对照证件核对；如果是证件号码登记有误，请在 /profile 中申请更正证件号码，学校同意后出生日期会一并更正。
refusal-gender-against-number = 性别与登记的证件号码不一致，没有更改。请对照证件核对；如果是证件号码登记有误，请在 /profile 中申请更正证件号码，学校同意后性别会一并更正。
refusal-field-needs-school = 这一项需要学校核实后更改。请在 /profile 中选择这一项，提交更正申请。
refusal-profile-changed = 您的信息刚才有更新，这次操作没有生效。请按最新内容核对后再操作。
refusal-profile-incomplete = 还有必填项（※）没有填写。请先补齐，再确认。

refusal-nudge-nobody = 这一组现在没有需要提醒的人。
refusal-nudge-too-late = 他们要办的事项须在{ $deadline }完成，现已截止，提醒了也不能再办理。
refusal-nudged-today = 今天已经提醒过了，每人每天最多提醒一次。请明天再试。
refusal-broadcast-unknown = 没有找到这次群发。请发送 /announce 查看正在进行的群发。
refusal-broadcast-changed =
    { $name }刚才已{ $action ->
        [pause] 暂停
        [resume] 继续
       *[stop] 停止
    }这次群发。请发送 /announce 查看最新情况。
refusal-broadcast-over = 这次群发已经结束，不能再更改。
refusal-announcement-audience = 您不能向这些人员群发。请发送 /announce 重新选择。
refusal-announcement-holds-id-number = 内容里有证件号码，没有发送。请去掉证件号码后重新输入。
refusal-announcement-nobody = 没有可以送达的人员，没有发送。请先为相关人员生成邀请链接，或用其他方式通知。

refusal-complaints-today = 每个账号每天最多提交 { $max } 件投诉，今天已满。请明天再提交；急事请直接拨打学校或上级主管部门的投诉电话。
refusal-complaint-holds-id-number = 内容里有证件号码，没有保存。请去掉证件号码后重新发送。
refusal-complaint-contact-needed = 实名投诉需要姓名和联系电话。请写在一行里发送；不愿留下的，请选择「匿名」。
refusal-complaint-unknown = 没有找到这件投诉，或不由您的单位办理。请发送 /complaints 查看最新情况。
refusal-complaint-item-unknown = 被投诉的学校本年度没有这项申报。请核对编号（例如 2014-000123）后重新发送。
refusal-complaint-about-another = 这件投诉涉及的是{ $name }，这项申报不是其本人的。请核对编号后重新选择。
refusal-complaint-about-leaders = 这项申报属于本校管理员或校长，学校不能自己核查。请点「转上级」，由上级主管部门办理。
refusal-complaint-beyond-school = 这项申报已由校长确认上报，学校不能再退案。请点「转上级」并写明核查情况，由上级主管部门办结。
refusal-complaint-at-office = 这件投诉已在上级主管部门，不需要再转。请直接核查办结。
refusal-own-complaint = 这件投诉是您本人提出的，不能由自己办理。请由本单位其他人员办理。
refusal-finding-names-complainant = 核查认定会告知申报教师，里面不能出现投诉人的姓名或电话。请修改后重新发送。

# 上面各句用到的名称。

state-SUBMITTED = 等待学校审验
state-RETURNED_BY_SCHOOL = 学校已退案，待更正
state-APPROVED_BY_SCHOOL = 学校已通过
state-CONFIRMED_BY_PRINCIPAL = 校长已确认，等待复审
state-APPROVED_BY_DISTRICT = 复审已通过
state-RETURNED_BY_DISTRICT = 复审已退回，待更正
state-INVALID = 无效
state-WITHDRAWN = 已撤回
role-TEACHER = 教师本人
role-SCHOOL_ADMIN = 学校继续教育管理员
role-HR_OFFICER = 学校人事管理人员
role-PRINCIPAL = 校长
role-DISTRICT_REVIEWER = 复审人员
role-PROVIDER = 培训机构管理人员
role-CITY_OPERATOR = 市教师远程培训中心管理人员
role-CITY_SUPERVISOR = 市教师继续教育指导中心管理人员
window-declaration = 个人信息确认和学时申报
window-provider-certificate = 出具培训证明书
window-registration = 培训学时登记
window-school-review = 校级审验
window-resubmission = 退案后再次提交
window-publicity = 学校公示
window-principal-confirmation = 校长确认
window-district-review = 复审
window-complaints = 投诉办结
window-second-round-teacher = 第二轮教师更正
window-second-round-school = 第二轮学校和校长确认
window-second-round-district = 第二轮复审
window-statistics = 统计上报
window-city-confirmation = 市级确认
window-export = 数据导出
source-AUTO = 继续教育网
source-PROVIDER = 培训机构
source-SCHOOL = 学校（校本培训）
evidence-CERTIFICATE = 证书或学习证明
evidence-TRANSLATION = 盖章的中文翻译
evidence-HOURS_PROOF = 盖章的学时证明
unit-hours = 学时
unit-days = 天
unit-items = 项

refusal-step-already-done = 「{ $step }」已于{ $at }完成，不需要再办理。
refusal-step-already-done-by = 「{ $step }」已由{ $by }于{ $at }完成，不需要再办理。
refusal-step-not-yet = 这一步要在「{ $step }」完成之后办理。不由您经办的，请联系经办人员。
refusal-step-too-early = 「{ $step }」要等{ $window }期限届满后办理，最早为{ $opens }。请到时再办理。
refusal-cycle-not-frozen = 这一步要在数据冻结之后办理。冻结时间为{ $freezes }，请到时再办理。
refusal-export-nothing-new = 没有需要导出的数据：可以导出的教师都已导出，之后没有变化。导入失败或信息有更改的教师会在下次导出时列入；有 { $leftOut } 名教师因数据问题暂不能导出，请先看问题清单。
refusal-export-not-kept = 这次导出的文件当时没有保存，不能再次发送。需要的话，请负责服务器的同事重新生成一份包含全部数据的文件。
refusal-export-missing = 没有找到这次导出。请发送 /export 查看全部导出记录。

step-leaders-report = 向学校领导报告学时情况
step-confirmation = 校长确认上报
step-paper-sent = 学校纸质盖章统计表送出
step-paper-received = 签收学校纸质统计表
step-statistics = 区级统计表上报
step-statistics-paper-sent = 区级纸质盖章统计表送出
step-statistics-paper-received = 签收区级纸质统计表
step-city-statistics = 全市统计表上报
step-complaint-supervision = 投诉处理督查
step-city-confirmation = 市级确认
step-export = 导入人社局系统

refusal-table-too-big = 这个表格太大，最多 { $maxMegabytes } MB。请分成几个文件发送。
refusal-table-too-many-rows = 表格有 { $rows } 行，一次最多 { $max } 行。请分成几个文件发送。
refusal-table-too-much = 文件展开后内容太多（例如给整行整列设了格式、列太多或层层嵌套），无法读取。请新建一个工作簿，只把有内容的行复制进去，保存后重新发送。
refusal-table-too-slow = 这个表格 { $seconds } 秒内没有读完。请新建一个工作簿，只把有内容的行复制进去，或分成几个文件，再重新发送。
refusal-table-empty = 表格里没有数据。请在表头下面填写内容后重新发送。
refusal-table-kind = 这不是可以读取的表格。请发送 Excel（.xlsx）或 CSV 文件。
refusal-table-old-excel = 这是旧版 Excel（.xls）或加了密码的文件，无法读取。请用 Excel 或 WPS 打开，取消密码，另存为「Excel 工作簿（.xlsx）」后重新发送。
refusal-table-with-macros = 文件里含有宏，为了安全不能接收。请另存为不含宏的「Excel 工作簿（.xlsx）」后重新发送。
refusal-table-unreadable = 文件打不开，可能已损坏或编码不常见。请用 Excel 或 WPS 打开，另存为「Excel 工作簿（.xlsx）」后重新发送。
refusal-table-columns-missing = 没有找到这些列：{ $missing }。请按模板填写表头后重新发送。
refusal-table-columns-hidden = 看得见的工作表里没有这些列：{ $missing }。隐藏的工作表（{ $sheets }）不读取；如果要登记的是它，请取消隐藏后重新发送。
refusal-table-row-surplus = 这一行的内容比表头多出来：「{ $given }」上方没有列名。请检查是否有多余的逗号或错位，改好后重新发送。
refusal-table-heading-twice = 「{ $heading }」这一列出现了两次。请删去多余的一列后重新发送。

refusal-record-cell-empty = 没有填写。请补上。
refusal-record-category-unknown = 科目只能是公需科目、专业科目或个人选修科目。请改正。
refusal-record-date-unreadable = 没有看懂这个日期，或者日历上没有这一天。请写成 2014-07-05 的样子。
refusal-record-dates-reversed = 结束日期{ $to }早于开始日期{ $from }。请核对。
refusal-record-date-outside-year = { $date }不在{ $year }年内。请核对，其他年度的学时不在这里登记。
refusal-record-date-in-future = { $date }还没有到。请在培训结束后再登记。
refusal-record-hours-unreadable = 学时应是数字，例如 18 或 4.5。请改正。
refusal-record-hours-not-positive = 学时要大于 0。请改正。
refusal-record-hours-half-steps = 学时以 0.5 为最小单位，{ $hours } 无法登记。请改正。
refusal-record-hours-impossible = { $days } 天里不可能有 { $hours } 学时（最多 { $max }）。请核对日期和学时。
refusal-record-person-unknown = 没有这个继续教育证号。请与教师本人或其学校核对。
refusal-record-person-elsewhere = 这位教师不在本校名册中，校本培训只能登记本校教师。请删去这一行，或请其所在学校登记。
refusal-record-own = 本人的学时不能由自己登记。请由本单位其他管理人员登记。
refusal-record-name-mismatch = 姓名与这个继续教育证号不符。请与教师本人或其学校核对。
refusal-record-double-in-file = 与本表第 { $line } 行是同一门课程，但内容不一致。请保留正确的一行。
refusal-record-double = 这门课程已由{ $source }登记（{ $from }至{ $to }，{ $hours } 学时），内容与这一行不一致。请核对；如原登记有误，请由原登记单位更正。
refusal-record-already-declared = 这位教师已申报这门课程并通过审验，不能再登记，否则会重复计算。不需要再办理；如内容有误，请联系教师所在学校。
refusal-record-gone = 没有找到这条学时登记，可能已被撤销。请查看最新情况。
refusal-record-changed-meanwhile = 这条学时登记刚才有更新，这次操作没有生效。请按最新内容再操作。
refusal-item-on-record = 「{ $courseName }」（{ $from }至{ $to }，{ $hours } 学时）已由{ $source }登记并计入，不能再通过，否则会重复计算。请以「与已登记学时重复」退案（学校）或退回（复审）。

refusal-dispute-already-open = 您已经提出过，正在等待答复。有结果会马上通知您，不需要重复提交。
refusal-dispute-nobody-answers = 暂时没有可以答复的单位。请联系学校继续教育管理员。
refusal-dispute-gone = 没有找到这条异议。请发送 /disputes 查看最新情况。
refusal-dispute-settled = 这条异议已经处理过了，刚才的操作没有生效。请发送 /disputes 查看最新情况。
refusal-dispute-settled-by = 这条异议已由{ $by }于{ $at }处理，刚才的操作没有生效。请发送 /disputes 查看最新情况。
refusal-dispute-answer-unfit = 这种答复不适用于这条异议。请重新打开卡片选择。

# Roles
refusal-organisation-unknown = 没有找到这个单位，名单可能已更新。请重新查找。
refusal-role-not-here = 这类单位没有{ $role }这个身份。请返回重新选择单位或身份。
refusal-role-own = 自己的身份不能由自己授予或撤销。如果要交给同事，请使用「移交」；需要撤销的，请由其他有权限的人员办理。
refusal-role-not-held = 这位人员目前没有这个身份，可能刚刚已被撤销或移交。请返回查看最新名单。
refusal-role-last-holder = 这是本单位唯一的{ $role }，不能直接撤销。请先邀请接任的人员，等对方打开链接后再撤销；或由本人「移交」给同事。
refusal-name-not-unique = 本单位有不止一位「{ $name }」。请在名单中点选具体的一位。
refusal-invite-for-another = 这个邀请链接是发给另一位人员的，不能用您现在的账号打开。请与发链接的人核对姓名后重新发送。

refusal-nothing-to-confirm = 目前没有可以确认上报的申报。
refusal-nothing-to-confirm-by = 本校数据已由{ $by }于{ $at }确认上报，目前没有需要再确认的申报。
refusal-publicity-not-started = 学校公示尚未开始。请学校继续教育管理员先开始公示，公示期满后才能确认上报。
refusal-publicity-running = 学校公示尚未结束。请在{ $until }之后再确认上报。
refusal-items-waiting = 还有 { $count } 项申报等待学校审验。请学校继续教育管理员先审验完，再确认上报。

# 从文件导入单位和教师名册
refusal-load-cell-empty = 这一格不能为空，请填写后重新导入。
refusal-load-choice-unknown = 「{ $given }」不在可选范围内，请填写其中之一：{ $options }。
refusal-load-row-repeated = 与第 { $first } 行重复，请只保留一行。
refusal-load-id-unreadable = 编号只能用小写字母、数字和连字符，最多 { $max } 个字符，例如 tianhe-mingde。
refusal-load-name-too-long = 名称最多 { $max } 个字，请缩短后重新导入。
refusal-load-organisation-unknown = 没有找到「{ $given }」。请填写已导入单位的编号、继续教育代码或全称；该单位所在的行如有错误，请先改正。
refusal-load-organisation-ambiguous = 有多个单位叫「{ $given }」，请改填编号。
refusal-load-parent-needed = 没有填写上级单位，请填写后重新导入。
refusal-load-parent-wrong = 「{ $organisation }」不能作为这类单位的上级：学校的上级是区教育局或市教师培训中心，区教育局和市教师培训中心的上级是市级单位。
refusal-load-second-city = 已有一个市级最高单位「{ $organisation }」，一个系统只管理一个市。如果这是市级的下属单位，请在「上级单位」中填写「{ $organisation }」。
refusal-load-kind-fixed = 单位类别不能更改。如确实不同，请用新的编号另建一个单位。
refusal-load-organisation-moves = 该单位现在由「{ $from }」主管，文件中改为「{ $to }」，复审单位会随之改变。确认无误后，请加上 --moves 重新导入。
refusal-load-code-taken = 这个继续教育代码已属于「{ $organisation }」，请核对。
refusal-load-certificate-number-unreadable = 继续教育证号应为 4 至 30 位字母和数字，请核对。
refusal-load-digits-lost = 表格软件把这个号码变成了科学记数（如 4.4E+17），后几位数字已经丢失。请先把这一列设为「文本」格式，再重新填写完整号码。
refusal-load-number-needed = 继续教育证号和证件号码至少填写一项，否则无法识别本人。
refusal-load-birth-differs = 出生日期与证件号码不一致，请核对这一行。
refusal-load-gender-differs = 性别与证件号码不一致，请核对这一行。
refusal-load-numbers-of-two = 继续教育证号和证件号码分别属于名册中的两个人，请核对是否错行。
refusal-load-number-of-another = 这个继续教育证号在名册中是另一个姓名，请核对是否错行；如为更名，请同时填写证件号码。
refusal-load-certificate-number-differs = 此人在名册中的继续教育证号与文件不同，请核对。
refusal-load-id-number-differs = 此人在名册中的证件号码与文件不同。请核对；如名册有误，由本人申请更正，学校审核。
refusal-load-person-moves = 此人现在「{ $from }」，文件中改为「{ $to }」，属于调动。确认无误后，请加上 --moves 重新导入。
refusal-load-changed-meanwhile = 导入时此人的信息刚好被更改，这一行没有写入，请重新导入。

# People: registration, transfers, leave, exemptions
refusal-registration-needed = { $missing ->
    [school] 您所在的学校还没有继续教育代码，暂不能申报。请联系学校继续教育管理员：由管理员发送 /register 向上级主管部门申请，取得代码后即可继续。
   *[number] 您还没有继续教育证号，暂不能申报。请点下面的按钮申请，学校确认后系统核发证号。
  }
refusal-school-has-code = 学校已有继续教育代码（{ $code }），不需要申请。
refusal-contact-unreadable = 没有看到电话号码。请把联系人和电话一起发送，例如「张老师 020-12345678」。
refusal-registration-already-open = 学校的申请已经提交，正在办理。有结果会马上通知您，不需要重复提交。
refusal-registration-unknown = 没有找到这项申请，可能已经有变化。请返回列表查看最新情况。
refusal-code-unreadable = 继续教育代码应为 5 至 20 位字母或数字，并且至少有一位数字。请核对后重新发送。
refusal-code-taken = 这个代码已发给其他学校，不能重复发放。请换一个代码重新发送。
refusal-school-code-needed = 本校还没有继续教育代码，暂不能核发继续教育证号。请先发送 /register 向上级主管部门申请，取得代码后再回来确认这项登记。
refusal-own-number-issued = 您已有继续教育证号（{ $number }），不需要再申请。请发送 /declare 开始申报。
refusal-number-already-issued = 这位教师已有继续教育证号（{ $number }），不需要再核发。请点「不同意」结束这项申请。
refusal-on-other-roster = 这个证件号码已在另一所学校的名册中，不能重复登记。如果是调入的教师，请发送 /transfers 申请调入；并点「不同意」结束这项申请。
refusal-name-differs = 这个证件号码在本校名册中登记的是另一个姓名。请与申请人核对后再处理。
refusal-transfer-not-found = 没有找到证号和姓名都相符、可以办理调动的教师。请核对继续教育证号和姓名后重新申请。
refusal-transfer-same-school = 这位教师已经在这所学校，不需要调动。
refusal-transfer-already-open = 这位教师已有一项调动申请在等待确认，不需要重复申请。请发送 /transfers 查看进度。
refusal-transfer-unknown = 没有找到这项调动申请，可能已经有变化。请发送 /transfers 查看最新情况。
refusal-other-role-first = 这位教师在原学校还担任{ $role }。请先用 /roles 移交或撤销这个身份，再办理。
refusal-not-teacher-here = 这位人员目前不是本校教师，可能已登记离岗或已调出。请返回查看最新情况。
refusal-not-on-leave = 这位教师没有登记离岗，不需要恢复。
refusal-exemption-no-reasons = { $year } 年度没有设定免验原因，暂不能申请免验。请咨询上级主管部门。
refusal-exemption-reason-unknown = 这个免验原因已不在名单中。请返回重新选择。
refusal-exemption-standing = 这位教师本年度已有免验申请（等待审批或已批准），不需要重复申请。
refusal-exemption-unknown = 没有找到这项免验申请，可能已经有变化。请返回列表查看最新情况。
refusal-exemption-not-granted = 这项免验没有批准，不需要撤销。请返回列表查看最新情况。
refusal-certificate-unreadable = 没有看懂继续教育证号（不要发送身份证号）。请核对后重新发送。
refusal-reminder-hour-unknown = 只能选择 { $from }:00 至 { $until }:00 之间的整点。请发送 /reminders 重新点选。

# 系统接入
refusal-connection-name-taken = 已有一个在用的系统接入叫「{ $name }」。请换一个名称。
refusal-connection-type-not-here = 这个单位的系统不能报送或下载「{ $type }」。请回到上一步重新选择。
refusal-connection-pace = 每分钟次数须为 1 至 { $max } 的整数。请重新填写。
refusal-connection-size = 每条消息的上限须为 { $least } 至 { $most } KB 的整数。请重新填写。
refusal-connection-unknown = 没有找到这个系统接入。请发送 /connections 查看最新情况。
refusal-connection-changed = 这个系统接入刚刚有变动，本次操作未执行。请发送 /connections 查看最新情况后再操作。
refusal-connection-withdrawn = 这个系统接入已停用，不能再更改。如需继续，请发送 /connections 新建一个。
refusal-connection-one-key = 目前只有一把密钥在用，没有旧密钥可停用。请先更换密钥。
refusal-event-shape = 事件格式不对（{ $problem }）：应为 type 和 data 两项。
refusal-event-type-unknown = 没有「{ $given }」这种事件。全部类型见 /openapi.json。
refusal-event-type-not-allowed = 这个系统接入不能发送「{ $type }」。如确需发送，请联系市教师远程培训中心调整权限。
refusal-event-data-unreadable = 事件内容不符合格式：{ $problem }。
refusal-event-cycle-unknown = 没有 { $cycle } 年度。请核对年度。
refusal-event-cycle-frozen = 这个年度的数据已经冻结，不能再更改。
refusal-event-person-unknown = 这个单位没有这位人员。有继续教育证号的，请核对证号，或先发送 person.upserted；没有的（机关、培训机构），请填写市级操作员在 /connections 中提供的人员编号，尚未绑定账号的须先在机器人中用 /roles 邀请。
refusal-export-row-unknown = 这次导出中没有这个继续教育证号。请核对证号和导出序号。
refusal-message-unreadable = 消息不是 UTF-8 编码的 JSON。
refusal-message-too-large = 这条消息超过了这个系统接入的上限（{ $max } KB），未处理。请拆成几条发送，或请市级操作员调整限额。
refusal-message-shape = 消息应为一个事件，或 events 中的 1 至 { $most } 个事件。
refusal-message-differs = 同一 webhook-id 已收到过另一内容的消息，本次未处理。新消息请使用新的编号。
