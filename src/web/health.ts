/** `GET /healthz`: the process answers. Anything else is not ours: null. */
export function health(request: Request): Response | null {
  const { pathname } = new URL(request.url);
  if (pathname !== '/healthz') return null;
  return Response.json({ ok: true });
}
