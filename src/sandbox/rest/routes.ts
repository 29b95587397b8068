import { appRoutes } from './app.ts';
import type { Handler } from './asked.ts';
import { assigneeRoutes } from './assignees.ts';
import { commentRoutes } from './comments.ts';
import { contentsRoutes } from './contents.ts';
import { gitRoutes } from './git.ts';
import { issueRoutes } from './issues.ts';
import { labelRoutes } from './labels.ts';
import { milestoneRoutes } from './milestones.ts';
import { pullRoutes } from './pulls.ts';
import { reactionRoutes } from './reactions.ts';
import { repositoryRoutes } from './repositories.ts';
import { subIssueRoutes } from './sub-issues.ts';

const ROUTES: Readonly<Record<string, Handler>> = {
  ...appRoutes,
  ...repositoryRoutes,
  ...contentsRoutes,
  ...gitRoutes,
  ...pullRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...assigneeRoutes,
  ...reactionRoutes,
  ...subIssueRoutes,
  ...milestoneRoutes,
};

interface Route {
  /** As GitHub's documentation writes it: `GET /repos/{owner}/{repo}`. */
  readonly name: string;
  readonly handler: Handler;
  readonly method: string;
  readonly pattern: RegExp;
}

/** Only a file's path and a branch's name may hold slashes; numbers tell `issues/3` from `issues/comments`. */
function patternOf(template: string): RegExp {
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'path' || name === 'ref') return `(?<${name}>.+)`;
    return `(?<${name}>${/_(?:number|id)$/.test(name) ? '\\d+' : '[^/]+'})`;
  });
  return new RegExp(`^${source}$`);
}

const TABLE: readonly Route[] = Object.entries(ROUTES).map(([name, handler]) => {
  const [method = '', template = ''] = name.split(' ');
  return { name, handler, method, pattern: patternOf(template) };
});

interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The route of a method and a path (without `/api/v3`), or null where the sandbox has none. */
export function matchRoute(method: string, path: string): Match | null {
  for (const route of TABLE) {
    if (route.method !== method) continue;
    const found = route.pattern.exec(path);
    if (!found) continue;
    const params = Object.entries(found.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    return { route, params: Object.fromEntries(params) };
  }
  return null;
}

export const isRoute = (name: string): boolean => name in ROUTES;
