/** Asks the sandbox; a refusal becomes an error with the sandbox's sentence. */
async function request(method, path, body) {
  const form = body instanceof FormData
  const response = await fetch(`/sandbox${path}`, {
    method,
    body: body === undefined || form ? body : JSON.stringify(body),
    headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error ?? `${response.status}`)
  return answer
}

export const get = (path) => request('GET', path)
export const post = (path, body = {}) => request('POST', path, body)
export const remove = (path) => request('DELETE', path)
export const fileUrl = ({ fileId }) => `/sandbox/files/${fileId}`

/**
 * What happens, as it happens. `opened` runs at the start and after every lost connection: something may have been missed.
 * @param {{ opened: () => void, lost: () => void, event: (event: any) => void }} listener
 */
export function listen({ opened, lost, event }) {
  const source = new EventSource('/sandbox/events')
  source.onopen = opened
  source.onerror = lost
  source.onmessage = ({ data }) => event(JSON.parse(data))
}
