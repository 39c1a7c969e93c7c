/** The way in and out; who one is, the backend keeps in a cookie that no script can read. */
export async function enter(name: string, password: string | undefined): Promise<void> {
  const body = JSON.stringify(password === undefined ? { name, password: null } : { name, password });
  const response = await fetch('/auth/sign-in', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => undefined);
    throw new Error(typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : response.statusText);
  }
}

export async function leave(): Promise<void> {
  await fetch('/auth/sign-out', { method: 'POST' });
}
