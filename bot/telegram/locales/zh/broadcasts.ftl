# 群发通知
command-announce = 群发通知
announce-head =
    <b>群发通知</b> · { $organisation }
    请选择发给谁。下一步输入内容，发送前会先给您核对。
announce-running = 正在进行的群发：{ $count } 个。点选下面的按钮可查看、暂停或停止。
announce-button-running = { $title }（{ $done }/{ $total }）
announce-button-to-teachers-school = 本校教师
announce-button-to-teachers-district = 所属学校的教师
announce-button-to-teachers-city = 全市教师
announce-button-to-leaders-district = 所属学校的管理员和校长
announce-button-to-leaders-city = 全市学校的管理员和校长
announce-button-to-everybody-city = 全市所有人员
announce-ask = 发给：<b>{ $whom }</b>。请输入通知内容，最多 { $max } 个字，请勿写证件号码。发送 /cancel 取消。
announce-hint = 通知内容
announce-preview = 请核对，发给：<b>{ $whom }</b>，可送达 <b>{ $count }</b> 人。
announce-not-bound = 另有 { $count } 人未绑定账号，收不到，请用其他方式通知。
announce-unreachable = 另有 { $count } 人已停用机器人，无法送达，请用其他方式通知。
announce-preview-what-next = 无误请点发送；要修改，直接重新输入内容即可。每天 { $from }:00 至次日 { $until }:00 不打扰，其间未发的到 { $until }:00 再发。
announce-button-send = 发送给 { $count } 人

notice-announcement =
    📢 <b>{ $from }</b> 通知：
    { $text }

broadcast-title-announcement = 群发通知：{ $text }
broadcast-title-nudge = 提醒「{ $group }」的教师
broadcast-counts = 送达 { $sent } · 未送达 { $failed } · 待发 { $left }
broadcast-state-running = 正在发送。您可以离开，这里会自动更新。
broadcast-state-paused = 已暂停，还有 { $left } 人没有发。点「继续」接着发。
broadcast-state-stopped = 已停止，有 { $left } 人没有发，不会再发。
broadcast-state-finished = 已全部发完。
broadcast-failed-advice = 未送达的人员已停用机器人，请用其他方式通知；本人重新打开机器人后即可恢复。
broadcast-button-pause = 暂停
broadcast-button-resume = 继续
broadcast-button-stop = 停止
