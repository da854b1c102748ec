import { relative, resolve, sep } from 'node:path';
import type { Finding } from '../../finding.ts';

/** Both absolute. */
export interface GithubFolders {
  /** Of the project. */
  readonly directory: string;
  /** Of the repository, which paths of annotations count from. */
  readonly workspace: string;
}

/**
 * Findings as workflow commands, a line each, which GitHub shows at their lines of a pull request:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubText(findings: readonly Finding[], folders: GithubFolders): string {
  return findings.map((finding) => githubLine(finding, folders)).join('\n');
}

function githubLine({ severity, code, message, cure, file, line }: Finding, folders: GithubFolders): string {
  const properties = [
    ...(file === null ? [] : [`file=${property(inWorkspace(file, folders))}`]),
    ...(line === null ? [] : [`line=${line}`]),
    `title=${property(code)}`,
  ];
  return `::${severity} ${properties.join(',')}::${data(`${message}\n${cure}`)}`;
}

function inWorkspace(file: string, { directory, workspace }: GithubFolders): string {
  return relative(workspace, resolve(directory, file)).replaceAll(sep, '/');
}

/** As `escapeData` of @actions/core. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** As `escapeProperty` of @actions/core. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
