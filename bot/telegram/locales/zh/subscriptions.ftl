# 订阅：把发生的事通知其他系统
subscriptions-title = <b>事件订阅</b>：{ $connection }
subscriptions-what = 发生下列事情时，系统会把带签名的消息发送到对方提供的地址。
subscriptions-none = 还没有订阅。
subscriptions-line = <b>{ $number }.</b> { $host }（{ $organisation }）
  { $types }
  已送达 { $delivered }，待送 { $open }，放弃 { $givenUp }
subscriptions-fault = 最近一次未送达：{ $fault }
subscriptions-button-list = 事件订阅
subscriptions-button-new = 新增订阅
subscriptions-button-end = 结束第 { $number } 个
subscriptions-button-again = 重发第 { $number } 个已放弃的
subscriptions-button-sure = 确认结束
subscriptions-choose = 要订阅哪些事件？
subscriptions-group-all = 全部事件
subscriptions-group-declarations = 申报
subscriptions-group-schools = 公示与校长确认
subscriptions-group-complaints = 投诉
subscriptions-group-cycle = 冻结与导出
subscriptions-separator = 、
subscriptions-ask-address = 请发送接收地址，以 https:// 开头。
subscriptions-address-hint = https://
subscriptions-made = 已订阅：{ $host }。从现在起发生的事件会送到这个地址。
subscriptions-ask-end = 结束向 { $host } 发送吗？还没有送达的 { $open } 条不再发送。
subscriptions-ended = 订阅已结束，不再发送。
subscriptions-again = 将重新发送 { $events } 条。
notice-subscription-gone = 「{ $connection }」的接收地址 { $host } 已永久停用（对方回答 410），订阅已自动结束。如对方更换了地址，请重新订阅。
refusal-subscription-address = 这个地址不能使用。请发送以 https:// 开头的完整地址，不要带用户名、密码或 # 后的内容，也不能是内网地址。
refusal-subscription-types = 没有这种事件。请从列表中选择要订阅的事件。
refusal-subscription-connection-gone = 没有找到这项系统接入，或者它已停用。请返回列表查看最新情况。
refusal-subscription-gone = 这个订阅已经结束或不存在。请返回列表查看最新情况。
refusal-subscription-nothing-to-redeliver = 没有可以重发的事件：没有已放弃的，或者已超过保存期限。
refusal-download-unknown = 没有这种下载。可以下载 publicity（公示名单）、statistics（统计表）和 export（导出）。
refusal-download-not-allowed = 这个系统接入不能下载「{ $type }」。如确需下载，请联系市教师远程培训中心调整权限。
refusal-download-too-large = 超过 { $max } 行，做不成表格文件。请改用 csv 或 json 格式下载。
refusal-download-busy = 现在下载的人较多。请一分钟后再试。
