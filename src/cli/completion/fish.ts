import type { CommandLine, Described } from './command-line.ts';
import { commandTable, optionTable, valueTable, type TableLine } from './shell-table.ts';

/** The script for fish: `source` it, or keep it as `completions/ntom.fish` in its folder. */
export function fishScript(lines: readonly CommandLine[]): string {
  return [
    table('commands', commandTable(lines, described)),
    table('options', optionTable(lines, described)),
    table('value', valueTable(lines)),
    driver,
  ].join('\n');
}

/** A tab is between a word and what is said of it. */
function described({ name, description }: Described): string {
  return `${name}\t${description}`;
}

/** The answer is a line for each text. */
function table(name: string, lines: readonly TableLine[]): string {
  const cases = lines.map(
    ([key, texts]) => `    case ${quoted(key)}\n      printf '%s\\n' ${texts.map(quoted).join(' ')}\n`,
  );
  return `function __ntom_${name}\n  switch $argv[1]\n${cases.join('')}  end\nend\n`;
}

/** fish escapes in its own way. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", `\\'`)}'`;
}

const driver = `function __ntom_project
  set -l folder $argv[1]
  if test -z "$folder"
    set folder $PWD
    while test -n "$folder"; and not test -e "$folder/ntom.config.ts"
      set folder (string replace -r '/[^/]*$' '' -- $folder)
    end
  end
  echo $folder
end

function __ntom_versions
  for file in $argv[1]/schemas/v*.ts
    string match -rg '/v([1-9][0-9]*)\\.ts$' -- $file
  end | sort -n
end

function __ntom_pipelines
  for file in $argv[1]/pipelines/*to*.ts
    string match -rg '/([1-9][0-9]*to[1-9][0-9]*)\\.ts$' -- $file
  end | sort -n
end

function __ntom_new
  set -l newest (__ntom_versions $argv[1])[-1]
  test -n "$newest"; and echo {$newest}to(math $newest + 1)
end

function __ntom_offer
  set -l folder $argv[1]
  switch "$argv[2]"
    case words
      printf '%s\\n' $argv[3..-1]
    case project
      for each in $argv[3..-1]
        __ntom_$each $folder
      end
    case folders
      __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '') ''
    case files
      __fish_complete_path (commandline -ct | string replace -r '^--[^=]*=' '') ''
  end
end

function __ntom_complete
  set -l path ''
  set -l option ''
  set -l folder ''
  set -l place 0
  set -l typed (commandline -opc)
  for word in $typed[2..-1]
    if test -n "$option"
      test "$option" = --project; and set folder $word
      set option ''
    else if string match -q -- '--*=*' $word
      string match -q -- '--project=*' $word; and set folder (string replace -r '^[^=]*=' '' -- $word)
    else if string match -q -- '-*' $word
      set -l value (__ntom_value "$path $word")
      test (count $value) -gt 0; and set option $word
    else if contains -- $word (__ntom_commands "$path" | string split -f 1 \\t)
      test $word != help; and set path (string trim -- "$path $word")
    else
      set place (math $place + 1)
    end
  end

  set -l current (commandline -ct)
  set folder (__ntom_project $folder)
  if test -n "$option"
    __ntom_offer "$folder" (__ntom_value "$path $option")
  else if string match -q -- '--*=*' $current
    set option (string replace -r '=.*' '' -- $current)
    for each in (__ntom_offer "$folder" (__ntom_value "$path $option"))
      echo "$option=$each"
    end
  else if string match -q -- '-*' $current
    __ntom_options "$path"
  else
    __ntom_offer "$folder" (__ntom_value "$path "(math $place + 1))
    test $place -eq 0; and __ntom_commands "$path"
  end
end

complete -c ntom -f -a '(__ntom_complete)'
`;
