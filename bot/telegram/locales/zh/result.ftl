# 教师的结果：怎样达标、五年周期、最终结果。

status-button-advice = 怎样达标
status-button-years = 五年周期
advice-title = 🧭 <b>{ $cycle }达标的最短路径</b>
advice-passed = 您的学时已经达到要求，不需要再申报。结果以数据冻结后的为准。
advice-waiting = 审核中的 { $hours } 学时全部通过后，您就达标了。请留意审核结果，被退案或退回时及时更正。
advice-counts-on-review = 以下已把审核中的 { $hours } 学时算在内；如果没有通过，需要另外补足。
advice-step = <b>{ $category }</b>：还需 { $hours } 学时（约 { $days } 天）
advice-any = 任意科目
advice-activities = 　可以申报：{ $activities }
advice-also-records = 网上学习、培训机构登记和校本培训的学时会自动记入，不用申报。
advice-deadline = 请于{ $deadline }提交申报。
advice-over = 本年度的申报已经截止，不能再增加申报。被退案或退回的申报请按提示更正。
years-title = 📅 <b>五年周期（{ $from }–{ $to }）</b>
years-final = { $year }：公需 { $public } · 专业 { $professional } · 选修 { $elective } · 合计 { $total } · { $verdict }
years-passed = 达标
years-not-passed = 未达标
years-exempt = 免验
years-running = { $year }：验证进行中，结果以冻结后的为准
years-not-held = { $year }：本系统无记录
years-sum = 以上有记录年度合计：公需 { $public } · 专业 { $professional } · 选修 { $elective } · 合计 { $total }
years-note = 仅供参考：本系统没有记录的年度，以原有的验证结果为准。

notice-final-verdict-passed = 🎉 { $cycle }继续教育年度验证最终结果：<b>达标</b>，共 { $total } 学时。祝贺您！
notice-final-verdict-not-passed =
    { $cycle }继续教育年度验证最终结果：<b>未达标</b>。
    原因：{ $why }。
    根据《广东省专业技术人员继续教育条例》第二十五条，未通过继续教育年度验证的，当年年度考核不得评为优秀等次。
    如有疑问，请联系学校继续教育管理员。
notice-final-verdict-exempt = { $cycle }继续教育年度验证：您本年度<b>免验</b>，已登记 { $total } 学时。
notice-final-verdict-unfinished = 另有 { $count } 项申报（{ $hours } 学时）到冻结时仍未完成审核，没有计入。
notice-city-confirmed = 市教师继续教育指导中心已确认{ $cycle }全市数据。请于{ $deadline }完成导入市人社局系统。
