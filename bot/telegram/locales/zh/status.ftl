# 学时与进度。

status-title = 📊 <b>{ $cycle }学时</b>
status-total = 总学时
status-sum =
    <b>{ $name }</b> { $bar } { $counted }/{ $need } 学时
    已认定 { $counted } · 审核中 { $underReview } · 缺口 { $missing }
status-sum-advised =
    <b>{ $name }</b> { $bar } { $counted } 学时（建议 { $need }，不作要求）
    已认定 { $counted } · 审核中 { $underReview }
status-legend = ▓ 已认定　▒ 审核中　░ 未达到
status-passed-provisional = ✅ 暂定：<b>达标</b>
status-passed-final = ✅ 最终结果：<b>达标</b>
status-not-passed-provisional = ⚠️ 暂定：<b>未达标</b>（{ $why }）
status-not-passed-final = ❌ 最终结果：<b>未达标</b>（{ $why }）
status-exempt = 🟦 本年度<b>免验</b>，不要求完成学时。
shortfall-public-short = 公需科目还差 { $missing } 学时
shortfall-professional-short = 专业科目还差 { $missing } 学时
shortfall-elective-short = 个人选修科目还差 { $missing } 学时
shortfall-total-short = 总学时还差 { $missing } 学时
status-consequence = 按规定，继续教育学时未达标的，当年年度考核不得评为优秀等次。

status-drafts = <b>还没有提交的申报</b>
status-items = <b>我的申报</b>
status-records = <b>已登记的学时</b>（不用申报）
status-nothing = 本年度还没有登记的学时，也没有申报。
status-draft = 📝 { $category } · { $course }
status-draft-correcting = 📝 { $category } · { $course }（更正已提交的申报）
status-record = · { $category } · { $course } · { $hours } 学时 · { $source }
status-item =
    <b>{ $number }</b> { $category } · { $hours } 学时
    { $course }（{ $from }至{ $to }）
status-state = 状态：<b>{ $state }</b>
status-holder-teacher = 现在由您更正
status-holder-teacher-until = 请于{ $deadline }更正并重新提交
status-holder-school = 现在由学校继续教育管理员审验
status-holder-school-until = 现在由学校继续教育管理员审验，应于{ $deadline }完成
status-holder-principal = 现在由校长确认
status-holder-principal-until = 现在由校长确认，应于{ $deadline }完成
status-holder-district = 现在由上级主管部门复审
status-holder-district-until = 现在由上级主管部门复审，应于{ $deadline }完成
status-ran-out = 数据冻结时还没有审核完，不计入学时
status-late = 逾期
status-reason-RETURNED_BY_SCHOOL = 退案原因：{ $reason }
status-reason-RETURNED_BY_DISTRICT = 退回原因：{ $reason }
status-reason-INVALID = 无效原因：{ $reason }
status-note = 说明：{ $note }

status-withdraw-ask = 确定撤回 { $number }「{ $course }」（{ $hours } 学时）吗？撤回后学校不再审验；申报期内可以重新申报。
status-withdrawn = 已撤回 { $number }「{ $course }」。
status-button-withdraw = 撤回 { $number }
status-button-withdraw-yes = 确定撤回
status-button-correct = 修改并重新提交 { $number }
status-button-resume = 继续填写：{ $course }
status-button-back = 返回进度
