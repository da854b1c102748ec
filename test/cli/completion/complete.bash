# Prints what bash offers for a command line, a word a line: complete.bash SCRIPT WORD... Words are cut as bash cuts them: `--format = csv`.
# The line is in NTOM_LINE.
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_LINE=$NTOM_LINE
COMP_POINT=${#COMP_LINE}
_ntom
printf '%s\n' "${COMPREPLY[@]}"
