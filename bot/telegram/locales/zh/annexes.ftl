# 人人可查：各区投诉电话和咨询热线（附件3），简易流程图（附件5）。

command-directory = 各区投诉电话和咨询热线
command-flow = 申报、审验、复审、投诉流程图

directory-head = <b>各区投诉电话和咨询热线</b> · { $cycle }
directory-hotlines = <b>咨询热线</b>
directory-hotline = · { $topic }：{ $office } { $phone }
directory-hotline-sample = · { $topic }：{ $office } { $phone }（示例，待主管部门确认）
directory-complaints = <b>投诉受理</b>
directory-office-silent = · { $name }，尚未公布投诉电话
directory-own-school = 本校的投诉电话见学校公示名单，也可发送 /complain 查找学校或直接投诉（可匿名）。
directory-button-pdf = PDF（打印张贴）
directory-button-xlsx = Excel 文件
directory-file = { $cycle }各区和局属学校的投诉电话、咨询热线。
annexes-button-directory = 各区投诉电话
annexes-button-flow = 流程图

flow-file-name = { $cycle }申报审验复审投诉简易流程
flow-head = <b>{ $cycle }简易流程</b>
flow-teacher = 1. 教师：{ $declaration }前确认个人信息、申报学时；退案的，学校公示前可再次提交。
flow-school = 2. 学校：{ $review }前审验；{ $from }起公示，{ $publicity }前结束；校长{ $confirmation }前确认上报。
flow-school-any-day = 2. 学校：{ $review }前审验；公示{ $publicity }前结束；校长{ $confirmation }前确认上报。
flow-district = 3. 区：{ $review }前复审；投诉{ $complaints }前办结。
flow-second-round = 4. 退回的：教师{ $teacher }前修改，学校和校长{ $school }前确认，{ $district }前再复审；仍未通过的无效。
flow-city = 5. { $freeze }数据冻结；{ $statistics }前报统计表，{ $confirmation }前市级确认，{ $export }前导出。
flow-dates = 日期以通知为准。
flow-dates-sample = 日期为示例，待主管部门确认；以通知为准。

flow-title = { $cycle }申报、审验、复审、投诉简易流程
flow-phase-declaring = 一、申报
flow-phase-school = 二、学校审验、公示、校长确认
flow-phase-district = 三、复审和投诉
flow-phase-second-round = 四、第二轮
flow-phase-end = 五、汇总和导出
flow-note-declaring = 培训机构、学校登记的学时，教师不必再申报。
flow-note-school = 审验须核对原件。被退案的，学校公示前可改好再提交；公示期内任何人可投诉，也可匿名。
flow-note-district = 投诉：登记 → 核查 → 办结；未办结的，校长不能确认该项。
flow-note-second-round = 退回的申报改好后不再公示，但学校和校长须再次确认。{ $freeze }数据冻结，此后不再更改；那时仍被退案或退回的无效。
flow-note-end = 教师的最终结果以冻结的数据为准。
flow-from = { $day }起
flow-by = { $until }前
flow-latest = 最迟{ $until }前
flow-sample = 示例
flow-hard-means = 粗体红色的日期：到时系统关闭，不能补办。
flow-soft-means = 其他日期：逾期仍须办理，记为逾期并告知上级。
