# 身份与邀请
command-roles = 身份与邀请
roles-head =
    <b>身份与邀请</b>
    { $held }
roles-held = · { $organisation }：{ $role }
roles-what-to-do = 点选单位，查看由谁担任什么身份，并邀请、撤销或移交。
roles-nothing-to-appoint = 您可以把自己的身份移交给本单位同事。
roles-only-teacher = 您目前只有教师身份，没有可以授予或移交的身份。
roles-button-find = 按名称查找单位
roles-button-without = 尚无负责人的单位（{ $count }）
roles-button-admin-requests = 管理员本人的申请（{ $count }）
roles-button-back = 身份与邀请
roles-find-ask = 请发送<b>单位名称</b>中的几个字，例如「明德」。不找了请发送 /cancel。
roles-find-hint = 单位名称中的几个字
roles-find-none = 在您可以办理的范围内，没有找到名称含「{ $name }」的单位。请换几个字再发送，或发送 /cancel 结束。
roles-find-found = 请点选单位：
roles-find-many = 符合的单位较多，先列出一部分。请点选，或把名称写得更完整些再发送：
roles-without-head = <b>尚无负责人的单位</b>：{ $count } 个（第 { $page }/{ $pages } 页）
roles-at-head = <b>{ $organisation }</b>
roles-at-line = { $role }：{ $holders }
roles-at-nobody = （暂无）
roles-at-unbound = （未绑定账号）
roles-at-invited = 待打开的邀请：{ $role } { $name }，{ $until }有效
roles-button-add = ＋ { $role }
roles-button-withdraw = 撤销{ $role }：{ $name }
roles-button-hand-over = 移交我的身份：{ $role }
role-invite-ask-name = 请发送将担任<b>{ $organisation }</b>{ $role }的人员<b>姓名</b>。不邀请了请发送 /cancel。
role-invite-name-hint = 姓名
role-invite-sure = 邀请<b>{ $name }</b>担任<b>{ $organisation }</b>的<b>{ $role }</b>？
role-invite-sure-new = 本单位名册中没有<b>{ $name }</b>，将新增此人。对方打开链接后才取得身份。
role-invite-sure-known = 名册中已有<b>{ $name }</b>（尚未绑定账号）。对方打开链接后取得身份。
role-invite-which = 名册中有以下人员叫这个名字，请点选：
role-invite-retype = 姓名有误的话，直接重新发送即可。
role-button-invite-sure = 确认，生成邀请链接
role-button-give = { $name }：已绑定，直接授予
role-button-link = { $name }：发邀请链接
role-invite-made =
    ✅ 已生成<b>{ $name }</b>担任{ $role }的邀请链接，{ $until }有效，只能使用一次。
    请把下面一条消息<b>只转发给本人</b>：打开链接的人将取得这个身份。
role-invite-to-forward =
    { $name }您好！{ $organisation }邀请您担任「{ $role }」，办理教师继续教育年度验证。
    请本人打开链接（{ $until }有效）：
    { $link }
role-give-sure = 授予<b>{ $name }</b>「{ $role }」的身份？对方会立即收到通知。
role-button-give-sure = 确认授予
role-give-done = ✅ <b>{ $name }</b>现在是{ $organisation }的{ $role }，已通知本人。
role-withdraw-sure = 撤销<b>{ $name }</b>在{ $organisation }的「{ $role }」身份？对方会立即收到通知，本人作为教师的申报不受影响。
role-button-withdraw-sure = 确认撤销
role-withdraw-done = ✅ 已撤销<b>{ $name }</b>的「{ $role }」身份，并已通知本人。
role-hand-over-ask = 要把<b>{ $organisation }</b>「{ $role }」的身份交给哪位同事？请发送姓名中的几个字。不移交了请发送 /cancel。
role-hand-over-sure = 把「{ $role }」的身份移交给<b>{ $name }</b>？移交后您不再担任，请先确认手上的事项已经交代清楚。
role-button-hand-over-sure = 确认移交给{ $name }
role-hand-over-done = ✅ 已移交。<b>{ $name }</b>现在是{ $organisation }的{ $role }，您不再担任。
role-invite-opened = <b>{ $organisation }</b>邀请您担任<b>{ $role }</b>。
role-invite-ask = 请确认是您本人，然后点「接受邀请」。
role-invite-button-take = 接受邀请
role-invite-taken = ✅ 您现在是<b>{ $organisation }</b>的<b>{ $role }</b>。发送 /help 查看可以做什么。
office-requests-head = <b>管理员本人的申请</b>：{ $count } 项。学校没有其他管理员可以办理，由您代为核对。
office-requests-none = 目前没有需要您代办的管理员申请。

# 教师登记与学校代码
request-kind-REGISTER_TEACHER = 申请继续教育证号
request-asks-REGISTER_TEACHER =
    姓名：{ $name }
    证件号码：{ $idMasked }
    申请成为本校教师并取得继续教育证号。
request-asks-REGISTER_TEACHER-known = { $name }已在本校名册中，还没有继续教育证号。
request-check-REGISTER_TEACHER = ⚠️ 同意前请核实是本校在职教师。同意后系统核发继续教育证号，并绑定申请人的账号。
notice-request-granted-REGISTER_TEACHER = ✅ 学校已确认您的登记。您的继续教育证号是 <b>{ $number }</b>，请记下备用。下一步：核对个人信息，然后即可申报。
identity-button-register = 我还没有继续教育证号，申请登记
register-ask-name =
    <b>申请登记（1/3）</b>
    请发送您的<b>姓名</b>，与证件上的一致。不申请了请发送 /cancel。
register-ask-school =
    <b>申请登记（2/3）</b>
    请发送您的<b>学校名称</b>（写几个字即可，例如「明德」），或学校的继续教育代码。
register-ask-id-number =
    <b>申请登记（3/3）</b>
    请发送您的<b>证件号码</b>（身份证等）。
    号码加密保存，读取后会立即从聊天中删除这条消息。
register-expects-school = 请先点选您的学校。
register-sent =
    ✅ 已提交给<b>{ $organisation }</b>的继续教育管理员确认。
    确认后系统会核发您的继续教育证号，并在这里通知您，不需要重复提交。
register-sent-no-code =
    ✅ 已提交给<b>{ $organisation }</b>的继续教育管理员。
    这所学校还没有继续教育代码，需先由学校向上级主管部门申请；取得后才能确认您的登记，有结果会在这里通知您。
register-button-own-number = 申请继续教育证号
command-register = 申请继续教育代码
command-registrations = 学校代码申请
register-has-code = <b>{ $school }</b>的继续教育代码是 <b>{ $code }</b>，不需要申请。
register-waiting = <b>{ $school }</b>的申请已于{ $at }提交，正由<b>{ $office }</b>办理。有结果会在这里通知您，不需要重复提交。
register-begin =
    <b>{ $school }</b>还没有继续教育代码。取得代码之前，本校教师不能登记和申报。
    申请只需三项内容，由<b>{ $office }</b>审核后发放。
register-refused-before = 上次申请未通过：{ $note }
register-button-begin = 开始申请
register-ask-licence = 1/3 请发送<b>办学许可证号</b>。不申请了请发送 /cancel。
register-ask-address = 2/3 请发送<b>学校地址</b>。
register-ask-contact = 3/3 请发送<b>联系人和电话</b>，例如「张老师 020-12345678」。
register-check =
    请核对：
    办学许可证号：{ $licence }
    学校地址：{ $address }
    联系人：{ $contact }
register-button-send = 确认提交
register-button-again = 重新填写
register-done = ✅ 已提交给<b>{ $office }</b>。代码发放后会在这里通知您。
registrations-head = <b>学校代码申请</b> · { $office }：{ $count } 项待办
registrations-none = <b>学校代码申请</b> · { $office }：目前没有等待办理的申请。
registrations-line = { $school }（{ $at }）
registration-card =
    <b>{ $school }</b>（{ $ownership }）申请继续教育代码
    办学许可证号：{ $licence }
    学校地址：{ $address }
    联系人：{ $contact }
    提交时间：{ $at }
registration-ownership-PRIVATE = 民办
registration-ownership-STATE = 公办
registration-ownership-none = 性质未登记
registration-button-issue = 发放代码
registration-button-refuse = 不予发放
registration-ask-code = 请发送发给<b>{ $school }</b>的<b>继续教育代码</b>（5 至 20 位字母或数字，不能与其他学校重复）。暂不发放请发送 /cancel。
registration-code-hint = 继续教育代码
registration-confirm-code = 把代码 <b>{ $code }</b> 发给<b>{ $school }</b>？发放后学校会立即收到通知。如需修改，直接重新发送即可。
registration-button-issue-sure = 确认发放
registration-issued = ✅ 已向<b>{ $school }</b>发放继续教育代码 <b>{ $code }</b>，并已通知学校。
registration-ask-note = 请写明不予发放的<b>原因</b>（学校会看到），例如需要补充什么。暂不办理请发送 /cancel。
registration-confirm-refuse = 不向<b>{ $school }</b>发放代码，原因：{ $note }。确认吗？如需修改，直接重新发送即可。
registration-button-refuse-sure = 确认不予发放
registration-refused = 已告知<b>{ $school }</b>不予发放及原因，学校可以补充后重新申请。
registration-is-GRANTED = 这项申请已办结：<b>{ $school }</b>的继续教育代码是 <b>{ $code }</b>。
registration-is-REFUSED = 这项申请已办结：<b>{ $school }</b>未通过，原因：{ $note }。
registrations-button-back = 学校代码申请
notice-registration-applied = <b>{ $school }</b>申请继续教育代码，请核对后发放。
notice-registration-granted = ✅ <b>{ $school }</b>的继续教育代码已发放：<b>{ $code }</b>。本校教师现在可以登记，待确认的登记请发送 /requests 办理。
notice-registration-refused = <b>{ $school }</b>的继续教育代码申请未通过。原因：{ $note }。补充后可以重新申请。
notice-button-register = 重新申请

# 调动、离岗、免验
command-transfers = 教师调动
transfers-head = <b>教师调动</b> · { $organisation }
transfers-asked = 等待确认调出：{ $count } 项
transfers-awaited = 已申请调入、等对方学校确认：
transfers-awaited-line = · { $name }（{ $from }，{ $at }申请）
transfers-nothing = 目前没有等待办理的调动。
transfers-button-asked = { $name } → { $to }
transfers-button-request = 申请调入教师
transfers-button-at-once = 直接办理区内调动
transfers-button-back = 教师调动
transfer-ask-number = 请发送要调入教师的<b>继续教育证号</b>。不办理了请发送 /cancel。
transfer-ask-name = 请发送这位教师的<b>姓名</b>。
transfer-ask-to = 请发送<b>调入学校</b>名称中的几个字。
transfer-confirm-request = 申请将<b>{ $name }</b>（{ $number }）调入<b>{ $to }</b>？原学校确认后生效。
transfer-confirm-at-once = 将<b>{ $name }</b>（{ $number }）调入<b>{ $to }</b>？立即生效，两校和教师本人都会收到通知。
transfer-button-request-sure = 确认申请
transfer-button-at-once-sure = 确认调动
transfer-requested = ✅ 已向<b>{ $from }</b>发出调动申请。对方确认后<b>{ $name }</b>即转入本校，有结果会在这里通知您。
transfer-card =
    <b>{ $name }</b>（{ $number }）
    { $from } → <b>{ $to }</b>
    { $at } 由调入学校申请
transfer-card-what-moves-open = 确认后：学时记录随人转移；本年度尚未审验通过的申报一并转到新学校审验。{ $deadline }在岗的学校负责该教师本年度验证。
transfer-card-what-moves-closed = 确认后：学时记录随人转移。本年度申报已截止，本年度验证仍由{ $from }负责办完。
transfer-button-agree = 同意调出
transfer-button-refuse = 不同意
transfer-sure-agree = 同意<b>{ $name }</b>调往<b>{ $to }</b>？确认后立即生效。
transfer-button-agree-sure = 确认同意
transfer-ask-note = 请写明不同意的<b>原因</b>（对方学校会看到）。暂不办理请发送 /cancel。
transfer-confirm-refuse = 不同意<b>{ $name }</b>调出，原因：{ $note }。确认吗？如需修改，直接重新发送即可。
transfer-button-refuse-sure = 确认不同意
transfer-agreed = ✅ <b>{ $name }</b>已从{ $from }调入{ $to }。两校和教师本人都会收到通知。
transfer-was-refused = 已告知<b>{ $to }</b>不同意调动及原因。
transfer-is-GRANTED = 这项调动已办结：<b>{ $name }</b>已从{ $from }调入{ $to }。
transfer-is-REFUSED = 这项调动已办结：<b>{ $name }</b>没有调动。
notice-transfer-requested = <b>{ $to }</b>申请将<b>{ $name }</b>从{ $from }调入，请确认。
notice-transfer-done = <b>{ $name }</b>已从{ $from }调入{ $to }。
notice-transfer-done-own = 您已从<b>{ $from }</b>调入<b>{ $to }</b>，学时记录和草稿都保留。请核对个人信息中的学校，本年度申报期内需重新确认一次。
notice-transfer-refused = { $from }没有同意<b>{ $name }</b>调入本校。如有疑问请直接联系对方学校。
notice-transfer-refused-note = { $from }没有同意<b>{ $name }</b>调入本校。原因：{ $note }。如有疑问请直接联系对方学校。
school-button-more = 更多
teacher-more-head = <b>{ $name }</b>：其他办理
teacher-more-on-leave = 已登记离岗：{ $reason }（{ $since }）
teacher-more-exemption = 本年度免验：{ $reason }，{ $state }
exemption-state-OPEN = 等待上级主管部门审批
exemption-state-GRANTED = 已批准
exemption-state-REFUSED = 未批准
exemption-state-REVOKED = 已撤销
school-button-move = 调动
school-button-leave = 离岗
school-button-exempt = 免验
school-button-back-on-duty = 重新返岗
school-button-leave-mistaken = 登记有误，撤销离岗
teacher-move-how =
    <b>{ $name }</b>要调往其他学校时，由<b>调入学校</b>的管理员发送 /transfers，用继续教育证号{ $number }和姓名申请；您会收到通知，确认后生效。
    同属一个上级主管部门的学校，也可以请其直接办理。
leave-ask = <b>{ $name }</b>因什么原因离岗？登记后不再计入本校应验证人数。
leave-reason-moved-away = 调出本市
leave-reason-retired = 退休
leave-reason-resigned = 离职
leave-reason-deceased = 去世
leave-sure = 登记<b>{ $name }</b>离岗（{ $reason }）？以后可以撤销。
leave-when = 登记<b>{ $name }</b>离岗（{ $reason }）？{ $until }以前已离岗的，本年度不计入本校应验证人数；之后才离岗的，本年度仍计入。请点选离岗时间，以后可以撤销。
leave-button-before = { $until }以前已离岗
leave-button-after = 之后才离岗
leave-button-sure = 确认登记
leave-done = ✅ 已登记<b>{ $name }</b>离岗（{ $reason }）。
return-done = ✅ <b>{ $name }</b>已恢复为本校教师。
notice-teacher-left = { $organisation }已登记您离岗（{ $reason }），您不再计入本校年度验证。您的学时记录仍然保留。如有出入，请联系学校继续教育管理员。
notice-teacher-returned = { $organisation }已恢复您的教师身份，年度验证照常办理。发送 /start 查看下一步。
exempt-ask = 为<b>{ $name }</b>申请{ $cycle }免验，请选择原因：
exempt-none = { $cycle }没有设定免验原因，暂不能申请免验。请咨询上级主管部门。
exempt-ask-note = 免验原因：{ $reason }。请写明<b>具体情况</b>（上级主管部门审批时会看到）。不申请了请发送 /cancel。
exempt-confirm = 为<b>{ $name }</b>申请免验？原因：{ $reason }；情况：{ $note }。如需修改，直接重新发送即可。
exempt-button-sure = 确认申请
exempt-done = ✅ 已为<b>{ $name }</b>提交免验申请，等待上级主管部门审批。
command-exemptions = 免验审批
exemptions-head = <b>免验审批</b>（{ $cycle }）：{ $count } 项待办
exemptions-none = { $cycle }目前没有等待审批的免验申请。
exemptions-line = { $name }（{ $school }）
exemption-card =
    <b>{ $name }</b> · { $school }
    { $cycle }免验
    原因：{ $reason }
    情况：{ $note }
    申请时间：{ $at }
exemption-button-grant = 批准免验
exemption-button-refuse = 不批准
exemption-sure = 批准<b>{ $name }</b>免验？批准后不计入应验证人数。
exemption-button-grant-sure = 确认批准
exemption-ask-note = 请写明不批准的<b>原因</b>（学校和教师会看到）。暂不办理请发送 /cancel。
exemption-confirm-refuse = 不批准<b>{ $name }</b>免验，原因：{ $note }。确认吗？如需修改，直接重新发送即可。
exemption-button-refuse-sure = 确认不批准
exemption-granted = ✅ 已批准<b>{ $name }</b>免验，学校和教师都会收到通知。
exemption-refused = 已告知学校和教师不批准<b>{ $name }</b>免验及原因。
exemption-is-GRANTED = 这项申请已办结：<b>{ $name }</b>免验已批准。
exemption-is-REFUSED = 这项申请已办结：<b>{ $name }</b>免验未批准。
exemption-card-granted = 已于{ $at }批准，不计入应验证人数。
exemption-button-revoke = 撤销免验
exemptions-granted-head = <b>已批准的免验</b>（{ $cycle }）：{ $count } 人。批准有误或免验原因已经消失的，数据冻结前可以撤销。
exemptions-granted-none = { $cycle }目前没有已批准的免验。
exemptions-button-granted = 已批准（{ $count }）
exemptions-button-granted-back = 已批准的免验
exemption-ask-why = 撤销<b>{ $name }</b>的免验：请写明<b>原因</b>（不超过 { $max } 字，学校和教师会看到）。不撤销了请发送 /cancel。
exemption-confirm-revoke = 撤销<b>{ $name }</b>的免验，原因：{ $note }。撤销后重新计入应验证人数。确认吗？如需修改，直接重新发送即可。
exemption-button-revoke-sure = 确认撤销免验
exemption-revoked = ✅ 已撤销<b>{ $name }</b>的免验，重新计入应验证人数；学校和教师都会收到通知。
exemption-is-REVOKED = 这项免验已经撤销：<b>{ $name }</b>须照常参加年度验证。
exemptions-button-back = 免验审批
notice-exemption-requested = { $school }为<b>{ $name }</b>申请{ $cycle }免验（{ $reason }），请审批。
notice-exemption-requested-own = { $school }为您申请了{ $cycle }免验（{ $reason }），由上级主管部门审批，有结果会在这里通知您。
notice-exemption-granted = ✅ <b>{ $name }</b>的{ $cycle }免验已批准（{ $reason }）。
notice-exemption-granted-own = ✅ 您的{ $cycle }免验已批准（{ $reason }），本年度不需要申报。
notice-exemption-refused = <b>{ $name }</b>的{ $cycle }免验申请未批准（{ $reason }），需照常参加年度验证。
notice-exemption-refused-own = 您的{ $cycle }免验申请未批准（{ $reason }），请照常参加年度验证。
notice-exemption-revoked = ⚠️ <b>{ $name }</b>的{ $cycle }免验已被上级主管部门撤销，重新计入应验证人数。原因：{ $why }
notice-exemption-revoked-own = ⚠️ 您的{ $cycle }免验已被上级主管部门撤销，须照常参加年度验证。原因：{ $why }
notice-exemption-revoked-time = 还缺的学时须在{ $deadline }申报。
notice-exemption-revoked-late = 申报已于{ $closed }截止，按已登记和已申报的学时验证。如有疑问，请联系上级主管部门。
notice-people-note = 说明：{ $note }

# 我的数据
mydata-disputes = 对学时记录的异议：{ $count } 项
mydata-exemptions = 免验申请：{ $count } 项
mydata-transfers = 调动办理：{ $count } 项
mydata-complaints-filed = 您从这个账号提交的投诉：{ $count } 件
notice-school-moved =
    🏫 { $school }的主管单位已由{ $from }变更为{ $to }。从现在起，该校的复审、投诉等事项由{ $to }办理，已办结的不变。{ $complaints ->
        [0] {""}
       *[other] {" "}未办结的投诉 { $complaints } 件已一并转交，请用 /complaints 查看。
    }
