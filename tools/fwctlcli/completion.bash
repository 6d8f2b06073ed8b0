# SPDX-License-Identifier: GPL-2.0-only
# bash completion for fwctlcli(8): verbs, and from the running kernel devices,
# commands and fields of a request
# shellcheck shell=bash

# Of the words on standard input those that WORD begins. Not with compgen -W,
# which would expand what a device is called.
__fwctlcli_match() # WORD
{
	local word

	while IFS= read -r word; do
		[[ $word != "$1"* ]] || printf '%s\n' "$word"
	done
}

__fwctlcli_devices()
{
	fwctlcli list 2>/dev/null | awk 'NR > 1 { print $1; if ($4 != "-") print $4 }'
}

__fwctlcli_commands() # DEV
{
	fwctlcli commands "$1" 2>/dev/null | awk 'NR > 1 { print $1 }'
}

# Fields of a request, with "=", and where there are many of them with "[0]"
__fwctlcli_fields() # DEV COMMAND
{
	fwctlcli describe "$1" "$2" 2>/dev/null | awk '
		/^request:/ { on = 1; next }
		/^response:/ { on = 0 }
		on && /^  [^ ]/ && $1 != "-" {
			gsub(/\[\]/, "[0]", $2)
			print $2 "="
		}'
}

# All that could stand there
__fwctlcli_words() # PREVIOUS WORD VERB DEV COMMAND
{
	local verbs=(list info commands describe call raw)

	case $1 in
	--scope)
		printf '%s\n' configuration debug-read-only debug-write \
			debug-write-full
		return
		;;
	--timeout) return ;;
	esac
	if [[ $2 == -* ]]; then
		printf '%s\n' --json --scope --timeout --in --out --help --version
	elif [ -z "$3" ]; then
		printf '%s\n' "${verbs[@]}" help
	elif [ "$3" = help ]; then
		[ -n "$4" ] || printf '%s\n' "${verbs[@]}"
	elif [ "$3" = list ]; then
		:
	elif [ -z "$4" ]; then
		__fwctlcli_devices
	elif [[ -z $5 && $3 == @(describe|call) ]]; then
		__fwctlcli_commands "$4"
	elif [[ $3 == call && $2 != *=* ]]; then
		__fwctlcli_fields "$4" "$5"
	fi
}

_fwctlcli()
{
	local line=${COMP_LINE:0:COMP_POINT} word i verb='' dev='' command=''
	local -a words
	local cur

	# not COMP_WORDS: bash takes words apart at = and :
	read -ra words <<<"$line"
	[[ $line == *[[:space:]] ]] && words+=('')
	cur=${words[-1]}
	COMPREPLY=()

	for ((i = 1; i < ${#words[@]} - 1; i++)); do
		word=${words[i]}
		case $word in
		--scope | --timeout | --in | --out) i=$((i + 1)) ;;
		-*) ;;
		*)
			if [ -z "$verb" ]; then
				verb=$word
			elif [ -z "$dev" ]; then
				dev=$word
			elif [ -z "$command" ]; then
				command=$word
			fi
			;;
		esac
	done

	case ${words[-2]} in
	--in | --out)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return
		;;
	esac
	mapfile -t COMPREPLY < <(
		__fwctlcli_words "${words[-2]}" "$cur" "$verb" "$dev" "$command" |
			__fwctlcli_match "$cur"
	)
	if [[ ${COMPREPLY[*]} == *= ]]; then
		compopt -o nospace 2>/dev/null
	fi

	# bash replaces only what is behind the last of its own word breaks
	if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
		word=${cur%"${cur##*:}"}
		for i in "${!COMPREPLY[@]}"; do
			COMPREPLY[i]=${COMPREPLY[i]#"$word"}
		done
	fi
}

complete -F _fwctlcli fwctlcli
