# 学校人事：登记已收的签名信息表。

sheets-title = <b>签名信息表</b> · { $school } · { $cycle }
sheets-awaited = 已确认信息、尚未收到签名表的教师：{ $count } 人（第 { $page } / { $pages } 页）。收到一份，点一下对应的姓名。
sheets-none = 目前没有等待登记的签名表。教师确认个人信息后会出现在这里。
sheets-received = ✅ 已登记：已收到<b>{ $name }</b>的签名表。
sheets-taken-back = ↩️ 已撤销登记：<b>{ $name }</b>的签名表重新列为待收。
sheets-there = 已登记收到签名表的教师：{ $count } 人（第 { $page } / { $pages } 页）。登记有误的，点一下姓名即可撤销；误点了，回到待收名单重新登记即可。
sheets-there-none = 目前没有已登记的签名表。
sheets-button-there = 查看或撤销已登记的（{ $count } 人）
sheets-button-awaited = ‹ 返回待收名单
sheets-button-take-back = 撤销登记：{ $name }（{ $at }登记）
sheets-button-received = 已收签名表：{ $name }（{ $date }确认）
