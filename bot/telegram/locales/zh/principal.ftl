# 校长：全校情况、确认上报、统计表、第二轮。

command-school = 全校情况与确认上报
help-principal =
    <b>校长</b>
    /school 全校情况、确认上报、统计表
    /notpassed 未达标人员名单
    /roles 身份与邀请

principal-title = 🏫 <b>{ $school }</b> · { $cycle }学时验证
principal-people = 应验证 { $answered } 人：达标 { $passed } 人，未达标 { $notPassed } 人；免验 { $exempt } 人
principal-state-count = { $state } { $count } 项
principal-in-SUBMITTED = 等待学校审验
principal-in-RETURNED_BY_SCHOOL = 学校已退案
principal-in-APPROVED_BY_SCHOOL = 学校已通过
principal-in-CONFIRMED_BY_PRINCIPAL = 校长已确认
principal-in-APPROVED_BY_DISTRICT = 复审已通过
principal-in-RETURNED_BY_DISTRICT = 复审已退回
principal-in-INVALID = 无效
principal-in-WITHDRAWN = 已撤回
principal-comma = 、
principal-items-1 = 申报：{ $counts }
principal-items-2 = 第二轮：{ $counts }
principal-items-none = 本校没有申报项目，教师学时全部来自已登记的记录。
principal-public = 公示：{ $from } 起，至{ $until }结束
principal-public-over = 公示：{ $from } 起，已于{ $until }结束
principal-nobody = 尚未登记
principal-office = 上级主管部门

principal-blocks = <b>须先办理，之后才能确认上报</b>
principal-apart = <b>不影响其他申报的上报</b>
principal-block-no-principal = • 本校还没有登记校长，无法确认上报。请联系{ $office }（电话 { $phone }）登记校长。
principal-block-items-waiting = • 还有 { $count } 项申报等待学校审验 → 由学校继续教育管理员办理：{ $admins }
principal-block-publicity-not-started = • 学校公示尚未开始，须公示满七天 → 由学校继续教育管理员办理：{ $admins }
principal-block-publicity-running = • 公示进行中，{ $until }结束后可以确认上报
principal-block-complaints = • { $count } 项有投诉正在核查（{ $items }），办结后再确认 → 由受理投诉的部门办理
principal-block-own-items = • { $count } 项是校长本人的申报（{ $items }），不能自己确认 → 由{ $office }代为确认
principal-block-second-round-with-teacher = • 第二轮有 { $count } 项被退回或退案，等待教师修改重交 → 由教师本人办理
principal-block-second-round-with-school = • { $count } 项教师已修改，等待学校再次审验 → 由学校继续教育管理员办理：{ $admins }

principal-steps = <b>进度</b>
principal-step-open = ☐ { $step }
principal-step-done = ✅ { $step }（{ $at }）
principal-step-late = ✅ { $step }（{ $at }，逾期）
principal-next-wait = 请在{ $deadline }确认上报。上面所列事项办完后，这里会出现「确认并上报」。
principal-next-confirm = 可以确认了，请在{ $deadline }确认上报。
principal-next-late = ⚠️ 应在{ $deadline }确认上报，现已逾期。仍可办理，会标记为「逾期」，请尽快完成。
principal-next-second = ⚠️ 第二轮有 { $count } 项等待您确认，请在{ $deadline }办理；过期不能再确认，这些申报将不计入学时。
principal-next-more = 还有 { $count } 项可以确认上报，请尽快办理。
principal-next-paper = 请打印统计表，签字盖章后在{ $deadline }送达复审部门，再点「纸质盖章表已送达」。
principal-next-nothing = 目前没有需要您办理的事项。

principal-button-school = 返回全校情况
principal-button-refresh = 刷新
principal-button-confirm =
    { $count ->
        [0] 确认并上报
       *[other] 确认并上报（{ $count } 项）
    }
principal-button-second = 第二轮申报（{ $count } 项）
principal-button-paper = 纸质盖章表已送达
principal-button-form = 统计表
principal-button-do = 确认无误，上报
principal-page = 第 { $page } / { $pages } 页

principal-ask = 请核对后确认：<b>{ $school }</b>{ $cycle }学时数据，上报给{ $office }。
principal-ask-first = 本次确认学校已通过的申报 { $count } 项。
principal-ask-second = 本次确认第二轮申报 { $count } 项。
principal-ask-none = 本次没有需要确认的申报，确认的是全校教师已登记的学时。
principal-ask-own = 不含校长本人的申报 { $count } 项，由复审部门代为确认。
principal-ask-complaint = 不含投诉核查中的申报 { $count } 项，办结后再确认。
principal-ask-consequence = 校长是本校验证工作的第一责任人。上报后不能撤回，由复审部门继续复审；系统会保存此刻的统计表。
principal-changed = 刚才有新的变化，尚未上报。请按最新数字核对后再确认。
principal-done = ✅ <b>{ $school }</b>{ $cycle }学时数据已于{ $at }确认上报。
principal-done-again = ✅ <b>{ $school }</b>{ $cycle }的后续申报已于{ $at }确认上报。
principal-done-items = 共 { $count } 项申报，已转给{ $office }，并已通知对方。
principal-done-late = 本次上报已超过规定期限，标记为「逾期」。
principal-done-paper = 接下来：打印统计表，签字盖章后在{ $deadline }送达{ $office }。
principal-paper-ticked = ✅ 已登记：纸质盖章统计表已送达。复审部门收到后会在系统中签收。

principal-second-title =
    <b>{ $school }</b> · { $cycle }第二轮申报 { $count } 项
    等待您确认 { $waiting } 项，请在{ $deadline }办理。
principal-second-item =
    • { $number } { $teacher }：{ $course }（{ $hours } 学时）
      { $state }
principal-second-none = 目前没有第二轮申报。

principal-form-title = 📊 <b>{ $school }</b> · { $cycle }验证统计表
principal-form-confirmed = 以下为您确认上报时（{ $at }）的数据。
principal-form-preview = 尚未确认上报，以下为目前数据，仅供预览；确认后以当时的数据为准。
principal-form-figures =
    应验证 { $expected } 人，申报 { $declared } 人
    达标 { $passed } 人，未达标 { $failed } 人，免验 { $exempt } 人
    退案 { $returns } 次，退回 { $returnsAbove } 次；投诉受理 { $complaints } 件，办结 { $settled } 件
principal-form-differs = 确认之后有 { $count } 项数字发生变化（如复审退回、投诉办结）。上报的统计表不变，最终以数据冻结后的统计为准。
principal-form-frozen-differs = 数据冻结后有 { $count } 项数字与确认时不同，差异见「冻结后」统计表末尾。
principal-form-frozen-same = 数据冻结后与您确认时完全一致。
principal-button-file = 确认时 { $format }
principal-button-preview = 预览 { $format }
principal-button-frozen = 冻结后 { $format }
principal-form-caption = { $school } · { $cycle }验证统计表。请核对、打印、签字盖章后报送复审部门。
principal-form-caption-preview = { $school } · { $cycle }验证统计表（预览，尚未确认上报，请勿盖章报送）。

notice-school-confirmed =
    📥 { $school }已于{ $at }确认上报{ $cycle }学时数据。
    应验证 { $expected } 人，达标 { $passed } 人；有 { $items } 项申报等待复审。
notice-school-confirmed-again =
    📥 { $school }已于{ $at }再次确认上报{ $cycle }的后续申报。
    有 { $items } 项申报等待复审。
notice-second-round-approved =
    📌 第二轮申报等待您确认：{ $number }
    { $teacher }：{ $course }（{ $hours } 学时），学校已再次审验通过。
    请在{ $deadline }确认上报；过期不能再确认，该项将不计入学时。
notice-principal-missing =
    ⚠️ { $school }还没有登记校长，{ $cycle }的学时数据无法确认上报。
    请联系{ $office }（电话 { $phone }）登记校长，并在{ $deadline }完成确认。
notice-items-frozen-invalid =
    { $cycle }数据已于{ $frozen }冻结。以下申报被退案或退回后未在规定时间内重新通过，现为<b>无效</b>，不计入学时：
    { $items }
    发送 /status 可查看您的最终学时。如有疑问，请联系学校继续教育管理员。
notice-frozen-item = • { $number } { $course }（{ $hours } 学时）
notice-button-school = 查看全校情况
notice-school-confirmed-own = 另有校长本人的申报 { $own } 项，须由贵单位代为确认。
notice-button-school-card = 查看该校
item-did-expire = 冻结时仍未更正，定为无效
