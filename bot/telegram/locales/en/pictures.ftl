# Pictures of progress: one's own, and the school's. The words in them stand in core/reports; the caption says the same.

picture-button-progress = 📊 Picture
picture-button-school = 📊 Picture of the school
notice-weekly = 📌 <b>Your week</b>
