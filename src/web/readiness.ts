/** Something without which the server does not do all that it is for, and why, in a sentence. */
export interface Lack {
  readonly what: 'queue' | 'github' | 'sweep' | 'record';
  readonly because: string;
}

/** `GET /readyz`: 200, or 503 with what is lacking. Anything else is not ours: null. */
export async function readiness(
  request: Request,
  lacks: () => Promise<readonly Lack[]>,
): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (pathname !== '/readyz') return null;
  const notReady = await lacks();
  const ready = notReady.length === 0;
  return Response.json({ ready, notReady }, { status: ready ? 200 : 503 });
}
