# 市级：进度、统计、确认、导出，未达标名单。

progress-title = 🏙 <b>{ $cycle }全市进度</b>
progress-line =
    <b>{ $name }</b>
    已确认 { $confirmed }/{ $schools } 所 · 复审完成 { $reviewed } 所 · 达标 { $passed }/{ $teachers } 人
progress-late-schools = 逾期学校 { $late } 所
progress-overdue-complaints = 逾期投诉 { $overdue } 件
progress-schools-late = 逾期 { $late }
progress-complaints-overdue = 其中逾期 { $overdue } 件
progress-schools = 学校 { $total } 所：已公示 { $published } · 校长已确认 { $confirmed } · 复审完成 { $reviewed }
progress-teachers = 教师 { $total } 人：达标 { $passed } · 未达标 { $notPassed } · 免验 { $exempt }
progress-complaints = 投诉未办结 { $open } 件
progress-items = 申报：{ $items }
progress-no-items = 暂无
progress-button-schools = 查看学校（{ $count }）
progress-late = ⚠️ 逾期未完成（单位数）：{ $duties }
progress-schools-title = <b>{ $name }</b> · 学校 { $count } 所
progress-no-schools = 这里还没有学校。
progress-school = { $name } · { $standing } · 待办 { $waiting } 项
school-standing-reviewing = 校级审验中
school-standing-published = 已公示
school-standing-confirmed = 校长已确认
school-standing-reviewed = 复审完成

stat-title = 📋 <b>{ $unit }</b> · { $cycle }统计
stat-not-frozen = 统计表以冻结后的数据为准，将于{ $freezes }之后自动生成。目前可以先看校长确认时的数据：
stat-being-made = 数据已到冻结时间，统计表正在生成，请过几分钟再发送 /statistics。
stat-frozen =
    <b>冻结数据</b>（{ $at }生成，{ $schools } 所学校）
    应验证 { $expected } 人 · 达标 { $passed } · 未达标 { $failed } · 达标率 { $rate } · 免验 { $exempt } 人
stat-confirmed =
    <b>校长确认时的数据</b>（{ $schools } 所学校已确认）
    应验证 { $expected } 人 · 达标 { $passed } · 未达标 { $failed } · 达标率 { $rate } · 免验 { $exempt } 人
stat-no-difference = 两次数据完全一致。
stat-difference = <b>与校长确认时相比的变化</b>（全部变化见文件）
stat-difference-line = { $figure }：{ $before } → { $after }
stat-difference-more = 另有 { $more } 项变化，请看文件。
figure-expected = 应验证人数
figure-exempt = 免验人数
figure-declared = 申报人数
figure-passed = 达标
figure-failed = 未达标
figure-reasons-public-short = 公需不足
figure-reasons-professional-short = 专业不足
figure-reasons-elective-short = 选修不足
figure-reasons-total-short = 总学时不足
figure-reasons-not-declared = 未申报
figure-reasons-with-invalid = 含无效
figure-hours-PUBLIC = 公需学时合计
figure-hours-PROFESSIONAL = 专业学时合计
figure-hours-ELECTIVE = 选修学时合计
figure-returns = 退案次数
figure-returnsAbove = 退回次数
figure-complaints = 投诉受理
figure-complaintsSettled = 投诉办结
stat-deadline = 电子版和加盖公章的纸质版请于{ $deadline }上交市教师继续教育指导中心。
stat-done = ✅ { $step }：{ $at }
stat-step-done = ✅ 已登记：{ $step }。
stat-button-xlsx = Excel 文件
stat-button-pdf = PDF（打印盖章）
stat-button-statistics = 上报统计表
stat-button-statistics-paper-sent = 纸质盖章表已送出
stat-button-city-statistics = 上报全市统计表
stat-button-papers = 各区上报情况
stat-button-received = 已收到纸质表：{ $name }
stat-file = { $cycle }统计表 · { $unit }。请核对后打印盖章。
stat-papers-title = <b>各区统计表上报情况</b>
stat-paper-awaited = ⏳ { $name }：还没有上报
stat-paper-reported = 📨 { $name }：已上报，纸质表还没有送出
stat-paper-paper-sent = 📮 { $name }：已上报，纸质表在途
stat-paper-received = ✅ { $name }：已上报，纸质表已收到

city-confirm-title = 🏛 <b>{ $cycle }市级确认</b>
city-confirm-not-frozen = ⏳ 数据还没有冻结（{ $freezes }冻结），冻结后才能做市级确认。
city-confirm-frozen = ✅ 数据已于{ $freezes }冻结
city-confirm-complaints = 投诉：受理 { $accepted } 件 · 办结 { $settled } 件 · 未办结 { $open } 件（逾期 { $overdue } 件）
city-confirm-complaints-of = 　{ $name }：未办结 { $open } 件（逾期 { $overdue } 件）
city-confirm-forms-all = ✅ 各区统计表：{ $count } 份全部上报
city-confirm-forms-missing = ⏳ 各区统计表：已上报 { $count }/{ $all }，还缺{ $names }
city-step-open = ⏳ { $step }：还没有完成
city-step-done = ✅ { $step }：{ $at }
city-confirm-deadline = 请于{ $deadline }完成投诉督查和市级确认。
city-confirm-all-done = 全市数据已确认，市教师远程培训中心可以导出。
city-button-complaint-supervision = 完成投诉督查
city-button-city-confirmation = 确认全市数据
city-ask-complaint-supervision = 确定已完成{ $cycle }投诉处理的督查吗？登记后不能撤销。
city-ask-city-confirmation = 确定确认{ $cycle }全市教师的验证数据吗？确认后即可导出到市人社局系统，不能撤销。
city-button-sure-complaint-supervision = 确定，督查已完成
city-button-sure-city-confirmation = 确定，确认全市数据
city-did-complaint-supervision = ✅ 已登记：投诉督查完成。
city-did-city-confirmation = ✅ 已确认全市数据，并已通知市教师远程培训中心。

export-title =
    📤 <b>{ $cycle }导入市人社局系统</b>
    请于{ $deadline }完成。文件以继续教育证号识别教师，不含身份证件号。
export-standing = 已导入 { $imported } 人 · 导入失败 { $rejected } 人 · 等待结果 { $waiting } 人
export-line = 第 { $serial } 号导出（{ $madeAt }）：{ $rows } 人，已导入 { $imported }，失败 { $rejected }，等待结果 { $waiting }
export-marked = ✅ 已于{ $at }标记：导入完成。
export-button-check = 检查数据
export-button-make = 生成导出文件
export-button-file = { $serial } 号 CSV
export-button-workbook = { $serial } 号 Excel
export-button-results = { $serial } 号读回结果
export-button-mark = 标记已导入
export-button-mark-sure = 确定，已导入
export-button-problems = 问题清单（Excel）
export-check-fine = ✅ 检查了 { $teachers } 名教师，数据齐全，可以全部导出。
export-check-problems = ⚠️ 检查了 { $teachers } 名教师，其中 { $leftOut } 名因数据问题暂不能导出：
export-check-advice = 请把问题清单交有关学校和区补正。其余教师可以先导出，补正后再次「生成导出文件」，只会列入新增和有变化的教师。
export-problem-line = · { $problem }：{ $count } 人
export-problem-certificate-number-missing = 缺继续教育证号
export-problem-name-missing = 缺姓名
export-problem-id-number-missing = 缺身份证件号
export-problem-school-code-missing = 学校缺继续教育代码
export-problem-course-name-missing = 公需科目缺课程名称
export-problem-base-missing = 公需科目缺认定基地
export-problem-sums-differ = 学时合计与记录不一致
export-problems-file = 暂不能导出的教师 { $leftOut } 名，见附件。
export-made = ✅ 已生成第 { $serial } 号导出，共 { $rows } 人。导入后请点「读回结果」。
export-made-but = ✅ 已生成第 { $serial } 号导出，共 { $rows } 人；另有 { $leftOut } 人因数据问题没有列入，请看「检查数据」。
export-made-file = 第 { $serial } 号导出，{ $rows } 人（校验码 { $sha256 }）。含个人信息，请妥善保管，导入后删除。
export-file = 导出文件。含个人信息，请妥善保管，导入后删除。
export-ask-results = 请发送第 { $serial } 号导出的结果文件（Excel 或 CSV，要有「继续教育证号」「结果」「原因」三列；结果写「成功」或「失败」）。不发送请点 /cancel。
export-results-file-please = 正在等待结果文件：请以文件方式发送 Excel 或 CSV；不发送请点 /cancel。
export-results-read = ✅ 已读回结果：导入 { $imported } 人，失败 { $rejected } 人，未采用 { $refused } 行。
export-refused-row = 第 { $row } 行「{ $column }」：{ $value }（{ $why }）
export-refused-more = 另有 { $more } 行未采用。
export-fault-certificate-unknown = 这次导出中没有这个证号
export-fault-result-unknown = 看不懂，请写「成功」或「失败」
export-fault-row-surplus = 这一行的内容比表头多出来
export-fault-certificate-twice = 同一证号在前面已经出现
export-results-next = 导入失败的教师补正后，请再次「生成导出文件」，只会列入导入失败和有变化的教师。
export-mark-ask = 共 { $imported } 人已导入（失败 { $rejected }，等待结果 { $waiting }）。确定标记导入完成吗？
export-mark-ask-open = ⚠️ 已导入 { $imported } 人，还有导入失败 { $rejected } 人、等待结果 { $waiting } 人。确定仍要标记导入完成吗？
export-mark-done = ✅ 已标记：数据已导入市人社局系统。

notpassed-title-final = <b>{ $unit }</b> · { $cycle }未达标 { $count } 人（应验证 { $teachers } 人，最终结果）
notpassed-title-provisional = <b>{ $unit }</b> · { $cycle }未达标 { $count } 人（应验证 { $teachers } 人，暂定，冻结前可能变化）
notpassed-line = · { $name }：{ $why }
notpassed-line-of-school = · { $name }（{ $school }）：{ $why }
notpassed-office = · { $name }：{ $count } 人（应验证 { $teachers } 人）
notpassed-none = 没有未达标人员。
notpassed-consequence = { $words }
notpassed-file = 未达标人员名单 · { $unit } · { $count } 人。含个人信息，请妥善保管。
