import { quoted } from './quoted.ts';
import type { CommandLine } from './command-line.ts';
import { commandTable, optionTable, valueTable, type TableLine } from './shell-table.ts';

/** The script for bash, of 3.2 and newer: `source` it, or keep it where bash-completion finds it. */
export function bashScript(lines: readonly CommandLine[]): string {
  return [
    table(
      'commands',
      commandTable(lines, ({ name }) => name),
    ),
    table(
      'options',
      optionTable(lines, ({ name }) => name),
    ),
    table('value', valueTable(lines)),
    driver,
  ].join('\n');
}

function table(name: string, lines: readonly TableLine[]): string {
  const cases = lines.map(([key, texts]) => `    ${quoted(key)}) echo ${quoted(texts.join(' '))} ;;\n`);
  return `__ntom_${name}() {\n  case "$1" in\n${cases.join('')}  esac\n}\n`;
}

/** A word may hold `=` and `:`, at which bash cuts it: they are joined first. */
const driver = `__ntom_project() {
  local folder=$1
  if [ -z "$folder" ]; then
    folder=$PWD
    while [ -n "$folder" ] && [ ! -e "$folder/ntom.config.ts" ]; do folder=\${folder%/*}; done
  fi
  echo "$folder"
}

__ntom_versions() {
  local file
  for file in "$1"/schemas/v*.ts; do
    file=\${file##*/v}
    [[ \${file%.ts} =~ ^[1-9][0-9]*$ ]] && echo "\${file%.ts}"
  done
}

__ntom_pipelines() {
  local file
  for file in "$1"/pipelines/*to*.ts; do
    file=\${file##*/}
    [[ \${file%.ts} =~ ^[1-9][0-9]*to[1-9][0-9]*$ ]] && echo "\${file%.ts}"
  done
}

__ntom_new() {
  local version newest=0
  for version in $(__ntom_versions "$1"); do ((version > newest)) && newest=$version; done
  ((newest > 0)) && echo "\${newest}to$((newest + 1))"
}

__ntom_offer() {
  local current=$1 folder=$2 kind=$3 each list=''
  shift 3
  case "$kind" in
    words) list="$*" ;;
    project) for each in "$@"; do list+=" $(__ntom_"$each" "$folder")"; done ;;
    folders | files)
      local IFS=$'\\n'
      compopt -o filenames 2>/dev/null
      COMPREPLY=($(compgen "$([ "$kind" = files ] && echo -f || echo -d)" -- "$current"))
      return
      ;;
    *) return ;;
  esac
  COMPREPLY=($(compgen -W "$list" -- "$current"))
}

_ntom() {
  local IFS=$' \\t\\n' line=\${COMP_LINE:0:COMP_POINT} words=() count=0 i word
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((i > 0)) && [[ $line == [![:space:]]* ]]; then
      words[count - 1]+=$word
    else
      words[count]=$word
      count=$((count + 1))
    fi
    line=\${line#"\${line%%[![:space:]]*}"}
    line=\${line#"$word"}
  done

  local path='' option='' folder='' place=0 current=\${words[count - 1]}
  for ((i = 1; i < count - 1; i++)); do
    word=\${words[i]}
    if [ -n "$option" ]; then
      [ "$option" = --project ] && folder=$word
      option=''
    elif [[ $word == --*=* ]]; then
      [[ $word == --project=* ]] && folder=\${word#*=}
    elif [[ $word == -* ]]; then
      [ -n "$(__ntom_value "$path $word")" ] && option=$word
    elif [[ " $(__ntom_commands "$path") " == *" $word "* ]]; then
      [ "$word" != help ] && path=\${path:+$path }$word
    else
      place=$((place + 1))
    fi
  done
  if [ -z "$option" ] && [[ $current == --*=* ]]; then
    option=\${current%%=*}
    current=\${current#*=}
  fi

  COMPREPLY=()
  folder=$(__ntom_project "$folder")
  if [ -n "$option" ]; then
    __ntom_offer "$current" "$folder" $(__ntom_value "$path $option")
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$(__ntom_options "$path")" -- "$current"))
  else
    __ntom_offer "$current" "$folder" $(__ntom_value "$path $((place + 1))")
    ((place == 0)) && COMPREPLY+=($(compgen -W "$(__ntom_commands "$path")" -- "$current"))
  fi
  return 0
}

complete -F _ntom ntom
`;
