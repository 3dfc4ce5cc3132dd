# 主动发给本人的消息：发送时才成文，按当时的情况。

notice-declaration-approved =
    ✅ 学校审验通过：<b>{ $number }</b>
    《{ $course }》{ $hours } 学时已计入您的学时（暂定，以复审结果为准）。
notice-declaration-returned-by-school =
    ↩️ 您的申报被学校退案：<b>{ $number }</b>《{ $course }》{ $hours } 学时
    退案原因：<b>{ $reason }</b>
notice-declaration-returned-by-district =
    ↩️ 您的申报被复审退回：<b>{ $number }</b>《{ $course }》{ $hours } 学时
    退回原因：<b>{ $reason }</b>
notice-return-note = 说明：{ $note }
notice-correct-by = 请在{ $deadline }修改并重新提交；学校开始公示后不能再修改，请尽早办理。
notice-correct-second-round = 请在{ $deadline }修改并重新提交，逾期不能再修改，这项申报将定为无效，不计入学时。
notice-declaration-approved-finally =
    ✅ 复审通过：<b>{ $number }</b>
    《{ $course }》{ $hours } 学时已认定。
notice-now-invalid = 这一项已定为无效，不再计入本年度学时。如有疑问，请联系学校继续教育管理员。
notice-correct-soon = 请尽快修改并重新提交：学校公示一开始就不能再改。
notice-correct-closed = 修改期限已过。如有疑问，请联系学校继续教育管理员。
notice-decision-undone = 学校撤销了对申报 <b>{ $number }</b>《{ $course }》的审验结果，这项申报回到待审状态。您暂时不需要处理，有结果会马上通知您。
notice-misconduct-found =
    ⚠️ { $school }将一项申报认定为虚假申报，特此报告。
    申报：<b>{ $number }</b> { $teacher }《{ $course }》{ $hours } 学时
    核查认定：{ $finding }
notice-request-filed =
    📩 收到一项申请：{ $kind }（{ $who }）。
    请核实本人后处理。
notice-request-granted-REBIND = ✅ 学校已同意您的申请，这个账号现在就是您的账号。
notice-request-granted-NOT_ON_ROSTER = ✅ 学校已核实您的身份，账号绑定完成。
notice-request-granted-CORRECT_NAME = ✅ 学校已更正您的姓名。请重新核对并确认个人信息。
notice-request-granted-CORRECT_ID_NUMBER = ✅ 学校已更正您的证件号码；号码中含出生日期和性别的，已一并更正。请重新核对并确认个人信息。
notice-request-granted-CORRECT_FIELD = ✅ 学校已按您的申请更正个人信息。请重新核对并确认。
notice-request-refused = 学校没有同意您的申请（{ $kind }）。如有疑问，请直接联系学校继续教育管理员。
notice-request-refused-note =
    学校没有同意您的申请（{ $kind }）。
    说明：{ $note }
notice-account-unbound =
    这个账号已与教师身份解除绑定，不能再查看和申报。已提交的申报和草稿都保留着。
    如果不是您本人要求的，请立即联系学校继续教育管理员。
notice-identity-locked = ⚠️ 有人用本校教师的信息连续多次核对身份失败，已暂停该账号一小时。如有教师反映无法绑定，请为其生成邀请链接（发送 /staff）；如无人反映，请留意是否有人冒用。
notice-role-granted = 您现在是{ $organisation }的{ $role }。发送 /start 查看可以做什么。
notice-role-withdrawn = 您不再是{ $organisation }的{ $role }。您本人的申报不受影响。
notice-nudge-not-started =
    📌 { $from }提醒您：{ $cycle }的学时申报尚未开始。
    请在{ $deadline }提交，之后不能再申报。
notice-nudge-not-sent =
    { $count ->
        [1] 📌 { $from }提醒您：您有一份申报草稿还没有提交。
       *[other] 📌 { $from }提醒您：您有 { $count } 份申报草稿还没有提交。
    }
    请在{ $deadline }提交，之后不能再申报。
notice-nudge-returned =
    📌 { $from }提醒您：您有 { $returned }，等待您修改。
    请尽早修改并重新提交，最迟须在{ $deadline }；学校退案的，学校开始公示后就不能再修改。
notice-nudge-profile = 您还没有确认本年度的个人信息，申报前须先确认。
notice-sums =
    您的{ $cycle }学时：
    { $sums }
notice-sums-enough =
    您的{ $cycle }学时已达到要求（暂定）：
    { $sums }
notice-sum = · { $name }：已认定 { $counted }，审核中 { $underReview }
notice-sum-short = · { $name }：已认定 { $counted }，审核中 { $underReview }，<b>还缺 { $missing }</b>
notice-total = 合计
returned-by-school = { $count } 项申报被学校退案
returned-by-district = { $count } 项申报被复审退回
returned-and = 、
notice-file-gone = 要发送的文件已不在系统中（可能已超过保存期限）。如有需要，请联系学校继续教育管理员。
notice-file-later = 照片暂时无法读取，请过几分钟后重新打开这一项。其他操作不受影响，您不必重新填写。
notice-button-correct = 修改并重新提交
notice-button-view = 查看
notice-button-status = 查看学时与进度
notice-button-declare = 开始申报
notice-button-continue = 继续填写
notice-button-profile = 核对个人信息
notice-button-start = 进入首页
