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
  const response = await fetch('/auth/sign-out', { method: 'POST' });
  if (!response.ok) {
    throw new Error(response.statusText);
  }
}

/**
 * A sign-out counts when the backend has heard it; until then it is tried again when a line says that the same person is still there.
 * Whoever came meanwhile stays.
 */
export class WayOut {
  private leaving: string | undefined;

  constructor(
    private readonly send: () => Promise<void>,
    private readonly done: () => void,
    private readonly failed: () => void,
  ) {}

  async leave(operator: string | undefined): Promise<void> {
    this.leaving = operator;
    try {
      await this.send();
    } catch {
      this.failed();
      return;
    }
    this.leaving = undefined;
    this.done();
  }

  /** Whoever signs in anew wants to stay. */
  stay(): void {
    this.leaving = undefined;
  }

  met(operator: string | undefined): void {
    if (this.leaving !== undefined && operator === this.leaving) {
      void this.leave(operator);
    } else {
      this.leaving = undefined;
    }
  }
}
