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
