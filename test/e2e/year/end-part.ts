describe('at the end of the year', () => {
  test('no ID number stood anywhere, and nobody read a telephone or birth date but their own', async () => {
    const everything = await phones.everything()
    expect(everything.length).toBeGreaterThan(500)
    const leaks: unknown[] = []
    for (const { userId, where, text } of everything) {
      if (/440199\d|\d{17}[\dXx]/.test(text)) leaks.push(['ID number', userId, where])
      for (const { userId: owner, name, ofThePerson } of secrets)
        if (owner !== userId && ofThePerson.some((secret) => text.includes(secret)))
          leaks.push([name, userId, where, text.slice(0, 200)])
    }
    expect(leaks).toEqual([])
  })

  test('every seal holds, everything was delivered and nothing was logged', async () => {
    expect(await brokenSeals(prisma)).toEqual([])
    expect(await prisma.outboxMessage.count({ where: { state: 'FAILED' } })).toBe(0)
    expect(await prisma.inboxUpdate.count({ where: { state: 'PARKED' } })).toBe(0)
    expect(town.logged.filter((line) => !line.startsWith('database:'))).toEqual([])
  })
})

