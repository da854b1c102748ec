import type { CommandLine, Described } from './command-line.ts';
import { quoted } from './quoted.ts';
import { commandTable, optionTable, valueTable, type TableLine } from './shell-table.ts';

/** The script for zsh: a file `_ntom` in `$fpath`, or sourced once `compinit` has run. */
export function zshScript(lines: readonly CommandLine[]): string {
  return [
    '#compdef ntom\n',
    table('commands', commandTable(lines, described)),
    table('options', optionTable(lines, described)),
    table('value', valueTable(lines)),
    driver,
  ].join('\n');
}

/** As `_describe` takes it. */
function described({ name, description }: Described): string {
  return `${name.replaceAll(':', '\\:')}:${description}`;
}

/** The answer is in `reply`. */
function table(name: string, lines: readonly TableLine[]): string {
  const cases = lines.map(([key, texts]) => `    ${quoted(key)}) reply=(${texts.map(quoted).join(' ')}) ;;\n`);
  return `__ntom_${name}() {\n  reply=()\n  case $1 in\n${cases.join('')}  esac\n}\n`;
}

const driver = `__ntom_versions() {
  local file
  for file in $1/schemas/v*.ts(Nn:t:r); do
    [[ $file =~ '^v[1-9][0-9]*$' ]] && reply+=($file[2,-1])
  done
}

__ntom_pipelines() {
  local file
  for file in $1/pipelines/*to*.ts(Nn:t:r); do
    [[ $file =~ '^[1-9][0-9]*to[1-9][0-9]*$' ]] && reply+=($file)
  done
}

__ntom_new() {
  local -a pipelines=($reply)
  reply=()
  __ntom_versions $1
  local newest=$reply[-1]
  reply=($pipelines)
  [[ -n $newest ]] && reply+=("\${newest}to$((newest + 1))")
}

__ntom_offer() {
  local folder=$1 kind=$2 each
  shift 2
  case $kind in
    words) compadd -- "$@" ;;
    project)
      local -a reply=()
      for each in "$@"; do __ntom_$each $folder; done
      compadd -V versions -- $reply
      ;;
    folders) _files -/ ;;
    files) _files ;;
    *) _message value ;;
  esac
}

_ntom() {
  local ntom_path='' option='' folder='' word place=0 i
  local -a reply found
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
    if [[ -n $option ]]; then
      [[ $option == --project ]] && folder=\${(Q)word}
      option=''
    elif [[ $word == --*=* ]]; then
      [[ $word == --project=* ]] && folder=\${(Q)word#*=}
    elif [[ $word == -* ]]; then
      __ntom_value "$ntom_path $word"
      (($#reply)) && option=$word
    else
      __ntom_commands $ntom_path
      if ((\${reply[(I)$word:*]})); then
        [[ $word != help ]] && ntom_path=\${ntom_path:+$ntom_path }$word
      else
        place=$((place + 1))
      fi
    fi
  done
  if [[ -z $option && $PREFIX == --*=* ]]; then
    option=\${PREFIX%%=*}
    compset -P '*='
  fi
  if [[ -z $folder ]]; then
    folder=$PWD
    while [[ -n $folder && ! -e $folder/ntom.config.ts ]]; do folder=\${folder%/*}; done
  fi

  if [[ -n $option ]]; then
    __ntom_value "$ntom_path $option"
    __ntom_offer $folder $reply
  elif [[ $PREFIX == -* ]]; then
    __ntom_options $ntom_path
    found=($reply)
    _describe -o option found
  else
    __ntom_value "$ntom_path $((place + 1))"
    (($#reply)) && __ntom_offer $folder $reply
    __ntom_commands $ntom_path
    found=($reply)
    ((place == 0 && $#found)) && _describe -V command found
    return 0
  fi
}

if [[ $funcstack[1] == _ntom ]]; then _ntom "$@"; else compdef _ntom ntom; fi
`;
