import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** Links of a page to files or headings that do not exist. Links to other hosts are not followed. */
export function brokenLinks(page: string): string[] {
  const links = [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  const local = links.filter((link) => !/^[a-z]+:/i.test(link));
  return local.filter((link) => !linkHolds(page, link)).map((link) => `${page}: ${link} does not exist`);
}

function linkHolds(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return false;
  return heading === undefined || anchorsOf(target).has(heading);
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...withoutCode(page).matchAll(/^#+ (.+)$/gm)].map((match) => (match[1] ?? '').toLowerCase());
  return new Set(headings.map((heading) => heading.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')));
}

/** A page's text without code blocks, and without the code spans that look like links. */
function withoutCode(page: string): string {
  const text = readFileSync(page, 'utf8').replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  return text.replaceAll(/`[^`\n]*`/g, (span) => (span.includes('](') ? '' : span));
}
