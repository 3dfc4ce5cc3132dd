# 系统接入
command-connections = 系统接入
conn-head =
    <b>系统接入</b>
    其他系统（人事、培训机构等）可按约定的签名方式报送数据、下载名单和统计。
conn-none = 目前没有在用的系统接入。
conn-count = 在用 { $count } 个，点选可查看、更换密钥或停用。
conn-entry = { $name } · { $organisation }
conn-never = 尚未发送
conn-no-types = 无
conn-card =
    <b>{ $name }</b>
    单位：{ $organisation }
    编号：<code>{ $id }</code>
    可报送：{ $sends }
    可下载：{ $downloads }
    限额：每分钟不超过 { $pace } 次，每条消息不超过 { $size }
    在用密钥的生成时间：{ $keys }
    建立：{ $made }
    最近一次发送：{ $last }
conn-refused-lately = ⚠️ 最近一小时有 { $count } 次调用未被受理，原因已记入审计记录。
conn-withdrawn = 已于 { $at } 停用。
conn-button-new = 新建系统接入
conn-button-all = 全部系统接入
conn-button-one = 查看这个接入
conn-button-rotate = 更换密钥
conn-button-older = 停用旧密钥
conn-button-allow = 调整权限
conn-button-limit = 调整限额
conn-button-people = 人员编号
conn-button-end = 停用接入
conn-ask-rotate = 要为「{ $name }」生成新密钥吗？新旧两把密钥会同时有效，待对方换好后请停用旧密钥。{ $keys ->
    [1] {""}
   *[other] {" "}目前已有两把在用，其中较旧的一把将立即停用。
  }
conn-button-rotate-sure = 生成新密钥
conn-rotate-done = 新密钥已生成，见下一条消息。对方换好后，请回来点「停用旧密钥」。
conn-ask-older = 停用「{ $name }」的旧密钥吗？请先确认对方已换用新密钥：停用后用旧密钥签名的消息会被拒绝。
conn-button-older-sure = 确认停用旧密钥
conn-older-done = 旧密钥已停用。
conn-ask-limit = 「{ $name }」目前每分钟不超过 { $pace } 次，每条消息不超过 { $size }。请选择新的上限：
conn-button-pace-of = 每分钟 { $pace } 次
conn-button-size-of = 每条 { $size }
conn-limit-done = 限额已更改，立即生效。
conn-ask-allow = 「{ $name }」可以报送和下载哪些内容？点选后再点「下一步」；确认之前不会有任何变化。
conn-check-allow =
    「{ $name }」的权限将改为：
    可报送：{ $sends }
    可下载：{ $downloads }

    确认后立即生效；已经报送的数据不受影响。
conn-button-allow-sure = 确认更改
conn-allow-done = 权限已更改，立即生效。
conn-people-head =
    <b>人员编号</b>：{ $name }
    机关、机构的工作人员没有继续教育证号。对方系统授予或撤销他们的身份时，请填下面的编号。编号本身没有任何权限，请与密钥一并交给对方的技术人员。
conn-people-none = 目前没有需要用编号的人员：范围内已绑定账号的人员都有继续教育证号。
conn-person =
    { $name } · { $organisation }
    { $roles }
    <code>{ $number }</code>
conn-person-no-role = （暂无身份）
conn-ask-end = 停用「{ $name }」吗？它的密钥、权限和订阅会立即失效，而且不能恢复；已经报送的数据不受影响。
conn-button-end-sure = 确认停用
conn-end-done = 已停用。
conn-ask-place = 是哪个单位的系统？请发送单位名称的一部分，如「明德」。
conn-places-found = 请选择单位：
conn-ask-types = 「{ $organisation }」的系统可以报送和下载哪些内容？点选后再点「下一步」。只接收通知的，可以都不选。
conn-button-all-types = 全选 / 全不选
conn-button-next = 下一步
conn-button-send = 报送：{ $type }
conn-button-download = 下载：{ $type }
conn-ask-limits = 「{ $organisation }」的系统每分钟最多可以调用几次，每条消息最大多少？已标出常用值，可直接点「下一步」，以后也可以调整。
conn-ask-name = 请发送这个接入的名称，如「区人事系统」。审验记录中会显示这个名称。
conn-name-hint = 接入名称
conn-check =
    请核对：
    名称：<b>{ $name }</b>
    单位：{ $organisation }
    可报送：{ $sends }
    可下载：{ $downloads }
    限额：每分钟不超过 { $pace } 次，每条消息不超过 { $size }

    名称写错了，直接重新发送即可。
conn-button-make = 确认建立
conn-made = 已为「{ $organisation }」建立系统接入「{ $name }」。密钥见下一条消息。
conn-key =
    ⚠️ <b>只显示一次，请立即保存</b>
    编号（webhook-connection）：
    <code>{ $id }</code>
    密钥：
    <code>{ $key }</code>
    请用安全的方式交给对方的技术人员，不要转发到群里。丢失后只能更换密钥。
conn-button-kept = 已保存，删除这条消息
conn-type-organisation-upserted = 单位信息
conn-type-person-upserted = 人员信息
conn-type-role-granted = 授予身份
conn-type-role-withdrawn = 撤销身份
conn-type-record-registered = 登记学时
conn-type-declaration-approved = 通过申报
conn-type-declaration-returned = 退案（学校）或退回（复审）申报
conn-type-complaint-registered = 登记投诉
conn-type-complaint-settled = 办结投诉
conn-type-export-result = 导入结果
conn-type-download-publicity = 公示名单
conn-type-download-statistics = 统计表
conn-type-download-export = 导出文件
