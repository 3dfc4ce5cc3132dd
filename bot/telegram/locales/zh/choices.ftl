# /cycle 与 /desk：选择年度和任职单位。

command-cycle = 切换年度
command-desk = 切换任职单位
cycle-used-by-date = 当前使用：<b>{ $cycle }</b>（按当前日期自动选定）
cycle-used-chosen = 当前使用：<b>{ $cycle }</b>（由您选定）
cycle-line = • <b>{ $cycle }</b>：{ $state }
cycle-sample = （{ $note }）
cycle-opens = { $date }开始申报
cycle-declaring = 申报进行中，请于{ $deadline }提交
cycle-reviewing = 申报已截止，正在审验和复审，须在{ $deadline }完成，之后数据冻结
cycle-frozen = 数据已冻结，正在市级确认和导出
cycle-finished = 已结束，仅供查看
cycle-ask = 请点选要处理的年度。选定后，申报、审验、名单等操作都按该年度进行，直到您再次切换。
cycle-only-one = 目前只有这一个年度可以办理，无需选择。
cycle-button-by-date = 按当前日期自动
cycle-set = 已切换到{ $cycle }

desk-used = 您现在以 <b>{ $organisation }</b> 的身份办理。
desk-used-first = 您在多个单位任职，尚未选定；系统默认使用最早授予的一个。
desk-line = • <b>{ $organisation }</b>：{ $roles }
desk-separator = 、
desk-ask = 请点选现在要办理哪个单位的工作。选定后一直有效，直到您再次切换。
desk-only-one = 您只在 <b>{ $organisation }</b>（{ $roles }）任职，无需切换。
desk-none = 这项功能只供在单位担任管理职务的人员使用。发送 /help 查看您可以做什么。
desk-button-first = 不指定
desk-set = 已切换到{ $organisation }
