# Prints what zsh offers for a command line: complete.zsh SCRIPT LINE. A zsh in a terminal of its own is asked, as by Tab.
zmodload zsh/zpty
zpty asked zsh -f -i

ask() { zpty -w asked "$*" }

ask "PS1= PS2=; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source ${(q)1}"
ask 'compadd() {
  local -a found
  builtin compadd -O found "$@"
  print -rn -- "OFFERED<"
  print -rn -- "${(pj:|:)found}"
  print -r -- ">"
  builtin compadd "$@"
}'
ask 'finish() { print -r -- "FINISHED"; exit }'
ask 'comppostfuncs=(finish); stty -echo; bindkey "^I" complete-word; print -r -- RE""ADY'
local output='' piece
while [[ $output != *READY* ]] && zpty -r asked piece; do output+=$piece; done
output=''
zpty -w -n asked "$2"$'\t'
while [[ $output != *FINISHED* ]] && zpty -r asked piece; do output+=$piece; done
zpty -d asked
print -r -- $output
