# 申报学时：问题、照片、汇总、提交。

# 问题的名称
question-category = 科目
question-activityType = 学习类型
question-courseName = 课程名称
question-baseId = 学习基地
question-provider = 举办单位
question-from = 开始日期
question-to = 结束日期
question-amount = 学时
question-confirmedHours = 学时确认
question-foreign = 外文或境外证书
question-datesOnCertificate = 证书上的培训时间
question-photosCertificate = 证书照片
question-photosTranslation = 翻译件照片
question-photosHoursProof = 学时证明照片
question-originalsConfirmed = 原件确认

# 提问
declare-progress = 📝 申报学时 · 第 { $step } 步/共约 { $total } 步
declare-progress-correcting = 📝 更正申报 · 第 { $step } 步/共约 { $total } 步
declare-line = { $question }：{ $answer }
declare-now = 现在的回答：{ $answer }
ask-category = <b>这次申报哪一个科目？</b>
ask-activityType = <b>是哪一类学习？</b>
ask-courseName =
    <b>课程（项目）叫什么名称？</b>
    请照证书上的名称填写，不超过 { $max } 个字。例如：中小学教师信息技术应用能力提升
ask-baseId =
    <b>在哪个基地学习？</b>
    公需科目须在认定的基地学习。
ask-provider =
    <b>举办单位叫什么名称？</b>
    请照证书上的公章填写，不超过 { $max } 个字。
ask-from =
    <b>培训从哪一天开始？</b>
    例如 { $year }-7-7 或 7月7日
ask-to =
    <b>培训到哪一天结束？</b>
    例如 { $year }-7-11 或 7月11日；只有一天的，填同一天。
ask-amount-days =
    <b>一共培训了几天？</b>
    例如 5天（1 天 = { $hoursPerDay } 学时）；证书上写的是学时，就填学时，例如 30学时。
ask-amount-hours =
    <b>一共多少学时？</b>
    例如 18学时；也可以填天数，例如 3天（1 天 = { $hoursPerDay } 学时）。
ask-amount-items =
    <b>一共几项（篇）？</b>
    例如 1篇；每项（篇）计 { $hoursPerItem } 学时。
ask-confirmedHours = <b>{ $days }天应为{ $most }学时以内，您填写了{ $hours }学时，是否确认？</b>
ask-foreign =
    <b>证书是外文的，或由境外机构颁发的吗？</b>
    如果是，还需要盖章的中文翻译。
ask-datesOnCertificate =
    <b>证书上写明培训时间了吗？</b>
    如果没有，还需要盖章的学时证明。
ask-photosCertificate =
    <b>请发送证书或学习证明的照片。</b>
    请对着原件拍，字迹和公章要清楚；有多页的每页一张，可以一次选多张。
ask-photosTranslation =
    <b>请发送盖章的中文翻译的照片。</b>
    可以一次选多张。
ask-photosHoursProof =
    <b>请发送盖章的学时证明的照片。</b>
    证明由举办单位盖章，写明培训时间和学时。
ask-originalsConfirmed =
    <b>照片拍的都是证书原件，不是复印件，对吗？</b>
    学校审验时要核对纸质原件，请保管好。

# 回答
answer-foreign-yes = 是
answer-foreign-no = 否
answer-datesOnCertificate-yes = 有
answer-datesOnCertificate-no = 没有
answer-confirmedHours-yes = 确认无误
answer-confirmedHours-no = 重新填写
answer-originalsConfirmed-yes = 是原件，我确认
declare-amount-hours = { $value } 学时
declare-amount-days = { $value } 天，合 { $hours } 学时
declare-amount-items = { $value } 项，合 { $hours } 学时
declare-confirmed = 已确认
declare-photos = { $count } 张
declare-separator = 、

# 上限
declare-cap = 「{ $type }」每年最多 { $limit } 学时：已申报 { $used } 学时，还可申报 { $left } 学时。
declare-item-cap = 每项最多 { $limit } 学时。

# 提示
declare-dropped = 您改了前面的回答，下面这些要重新填写：{ $questions }。
declare-use-buttons = 都填好了，没有问题要回答。请点下面的按钮。
declare-needs-text = 这里用不上这种消息。请点按钮，或输入文字回答下面的问题。
declare-needs-photo = 这里用不上这种消息，需要的是照片。请拍照后直接发送。

# 照片
declare-photo-kept = ✅ 已收到「{ $evidence }」{ $count } 张。
declare-photo-more = 还有的话请继续发送；发完请点「完成，下一步」。
declare-photo-dropped = 这张照片已删除。
declare-photo-for-nothing = 收到了文件，但您现在没有正在填写的申报，所以没有保存。请先发送 /declare 开始或继续一份申报，再发送照片。
declare-which-kind = 这张照片是哪一种材料？还没有保存。请先点选材料，再发送一次照片。
photo-hint-blurred = 💡 这张照片看起来有些模糊，学校可能看不清。建议拿稳手机、在光线好的地方重拍一张。
photo-hint-grey = 💡 这张照片看起来没有颜色，像是复印件。证书须拍原件；如果原件本来就是黑白的，可以继续。
photo-hint-small = 💡 这张照片尺寸较小，放大后可能看不清。建议靠近一些重拍一张。

# 汇总与提交
declare-summary = 📋 <b>请核对这份申报</b>
declare-summary-correcting = 📋 <b>请核对修改后的申报</b>
declare-summary-foot = 内容须真实，由您本人负责。核对无误后请提交；提交后由学校继续教育管理员审验。
declare-change = <b>要修改哪一项？</b>
declare-receipt =
    ✅ <b>已提交</b>
    回执编号：<code>{ $number }</code>
    课程：{ $course }
    学时：{ $hours } 学时
    提交时间：{ $at }

    现在由学校继续教育管理员审验，应于{ $deadline }完成。结果会马上告诉您。请准备好证书原件，供学校核对。
declare-receipt-corrected =
    ✅ <b>已重新提交</b>
    回执编号：<code>{ $number }</code>
    课程：{ $course }
    学时：{ $hours } 学时
    提交时间：{ $at }

    现在由学校继续教育管理员重新审验，应于{ $deadline }完成。结果会马上告诉您。
declare-returned-by-school = ↩️ 退案原因：<b>{ $reason }</b>
declare-returned-by-district = ↩️ 退回原因：<b>{ $reason }</b>
declare-returned-note = 说明：{ $note }

# 草稿
declare-drafts =
    { $count ->
        [1] <b>您有一份还没有提交的申报</b>
       *[other] <b>您有 { $count } 份还没有提交的申报</b>
    }
declare-draft-line = { $at }. { $category } · { $course } · { $updated } 更新
declare-draft-title = { $category } · { $course }
declare-correction-of = { $category }（更正已提交的申报）
declare-no-category = 未选科目
declare-no-course = 未填课程名称
declare-left = 已暂存，填好的内容都在。发送 /declare 可以随时继续。
declare-discard-ask = 确定放弃「{ $draft }」吗？已填写的内容和照片会删除，不能恢复。
declare-discard-correction-ask = 确定放弃对「{ $draft }」的修改吗？已改的内容会删除；这项申报仍待更正，之后还可以重新修改。
declare-discarded = 已放弃。
declare-card-gone = 这张卡片对应的申报已提交、已暂存或已放弃。

# 按钮
declare-button-previous = 上一步
declare-button-exit = 暂存退出
declare-button-keep = 保持不变
declare-button-photos-done = 完成，下一步
declare-button-drop-last = 删除最后一张
declare-button-photo-again = 重拍（删除这张）
declare-button-photo-fine = 就用这张
declare-button-submit = 提交
declare-button-resubmit = 重新提交
declare-button-change = 修改
declare-button-discard-draft = 放弃草稿
declare-button-resume = 继续{ $number }
declare-button-discard = 放弃{ $number }
declare-button-discard-yes = 确定放弃
declare-button-new = 新建申报
declare-button-status = 查看进度
declare-button-another = 再申报一项
declare-button-profile = 核对个人信息
