# 进度图：本人的一张，全校的一张。图上的文字在 core/reports 中，图片与说明文字相同。

picture-button-progress = 📊 进度图
picture-button-school = 📊 全校进度图
notice-weekly = 📌 <b>每周进度</b>
