# 进度图：本人的一张，全校的一张。图上的文字与说明文字相同。

picture-button-progress = 📊 进度图
picture-button-school = 📊 全校进度图
notice-weekly = 📌 <b>每周进度</b>

picture-as-of = 截至{ $day }
picture-title-with-day = { $title }（{ $day }）

picture-progress-title = { $cycle }学时进度
picture-progress-title-named = { $cycle }学时进度 · { $name }
picture-progress-exempt = 本年度免验
picture-progress-passed = 已达标（暂定）
picture-progress-passed-finally = 已达标
picture-progress-to-go = 还缺 { $hours } 学时
picture-progress-not-passed = 未达标，缺 { $hours } 学时
picture-progress-until-freeze = 最终结果以年度验证结束时为准。
picture-progress-enough-in-review = 审核中的 { $waiting } 学时全部通过后，即可达标。
picture-progress-not-enough-in-review = 审核中的 { $waiting } 学时全部通过后，还缺 { $hours } 学时。
picture-progress-only-total = 各科目已够，只缺总学时，任何科目均可。
picture-progress-only-category = 缺的是{ $label }。
picture-progress-where = 其中{ $list }{ $anywhere ->
    [0] {""}
   *[other] ，其余 { $anywhere } 任何科目均可
  }。
picture-progress-counted = 已认定
picture-progress-under-review = 审核中
picture-progress-missing = 缺
picture-progress-enough = 已够
picture-progress-open = 未达到
picture-progress-total = 总学时
picture-progress-minimum = 最低
picture-progress-advised = 建议
picture-progress-row = { $label }：{ $values }
picture-progress-row-of = { $label }：{ $values }（{ $minimum }）
picture-progress-over = 年度验证已结束，以上为最终结果。
picture-progress-closed = 申报已于{ $until }截止，审核仍在进行。
picture-progress-closes = 申报截止时间：{ $until }
picture-progress-declare-by = 请在{ $deadline }申报，之后不能再申报。

picture-school-title = { $cycle }全校进度
picture-school-headline = 已达标 { $passed } / { $judged } 人
picture-school-note = { $school }，教师共 { $all } 人，一格一人。
picture-school-not-started = 未开始 { $count } 人
picture-school-not-sent = 未提交 { $count } 人
picture-school-returned = 被退案或退回 { $count } 人
picture-school-short = 已认定但不足 { $count } 人
picture-school-under-review = 审核中 { $count } 人
picture-school-passed = 已达标（暂定）{ $count } 人
picture-school-passed-finally = 已达标 { $count } 人
picture-school-exempt = 免验 { $count } 人
picture-school-unconfirmed = 学时已达标的人中，还有 { $count } 人未确认个人信息。
picture-school-declare-by = 教师须在{ $deadline }申报。
picture-school-closed = 申报已于{ $until }截止。
