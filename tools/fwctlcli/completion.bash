# SPDX-License-Identifier: GPL-2.0-only
# bash completion for fwctlcli(8): verbs and options from its help, devices,
# commands, fields and values from the running kernel
# shellcheck shell=bash

# Take a line apart as the shell does, not as COMP_WORDS has it, which is cut at
# = and :. Sets words, of which the last ends at the cursor; quote, if one is
# open there; and kept, how much of the last word bash leaves as it is.
__fwctlcli_split() # LINE
{
	local i char word='' inside=''

	words=() quote='' kept=0
	for ((i = 0; i < ${#1}; i++)); do
		char=${1:i:1}
		case $quote,$char in
		,[[:space:]])
			[ -z "$inside" ] || words+=("$word")
			word='' kept=0 inside=''
			;;
		,[\'\"])
			quote=$char kept=${#word} inside=1
			;;
		,\\ | \",\\)
			i=$((i + 1))
			word+=${1:i:1} inside=1
			;;
		,*)
			word+=$char inside=1
			[[ $COMP_WORDBREAKS != *"$char"* ]] || kept=${#word}
			# which belongs to what is behind it
			[[ $char != @ || $kept != "${#word}" ]] || kept=$((kept - 1))
			;;
		"$char,$char")
			quote='' kept=${#word}
			;;
		*)
			word+=$char
			;;
		esac
	done
	words+=("$word")
}

__fwctlcli_run()
{
	command fwctlcli "$@" 2>/dev/null </dev/null
}

# Offer what could stand for the last word, if it begins like it.
__fwctlcli_offer() # CANDIDATE...
{
	local word

	for word; do
		[[ $word == "$cur"* ]] || continue
		word=${word:kept}
		case $quote$word in
		\'*\'* | \"*[\"\$\`\\]*)
			# nothing that could be said within these quotes
			continue
			;;
		[\'\"]* | *[!][:alnum:]_.,:=/@%+[-]*)
			[ -n "$quote" ] || printf -v word %q "$word"
			;;
		esac
		COMPREPLY+=("$word")
	done
}

__fwctlcli_nospace()
{
	compopt -o nospace 2>/dev/null
}

__fwctlcli_files() # PREFIX: what the file's name stands behind
{
	local file

	while IFS= read -r file; do
		if [ -d "$file" ]; then
			__fwctlcli_nospace
			file+=/
		fi
		__fwctlcli_offer "$1$file"
	done < <(compgen -f -- "${cur:${#1}}")
}

__fwctlcli_devices()
{
	local device parent node

	while read -r device _ _ parent; do
		[ "$device" != DEVICE ] || continue
		node=${parent##* }
		parent=${parent%"$node"}
		parent=${parent%"${parent##*[! ]}"}
		__fwctlcli_offer "$device"
		[ "$parent" = - ] || __fwctlcli_offer "$parent"
		[[ $cur != /* ]] || __fwctlcli_offer "$node"
	done < <(__fwctlcli_run list)
}

__fwctlcli_commands() # DEV
{
	local name

	while read -r name _; do
		[ "$name" = NAME ] || __fwctlcli_offer "$name"
	done < <(__fwctlcli_run commands "$1")
}

# Read the fields of a request. Sets, for each, in paths how it is called, such
# as blocks[].limit; in types list (an array of values), array, records, bytes,
# flags or other; in names those of its values or variants, one a line; in
# within the records that it is in with its variant, such as blocks[]=label, or
# without one if it is in each.
__fwctlcli_read() # DEV COMMAND
{
	local line place path type owner i on='' last=-1
	local -a records=()

	paths=() types=() names=() within=()
	while IFS= read -r line; do
		case $line in
		'request: '* | 'request header: '*)
			on=1
			;;
		'response: '*)
			[ -z "$on" ] || break
			;;
		'   '*)
			# values of the field above
			while [[ $last -ge 0 && $line == *[!\ ]* ]]; do
				line=${line#"${line%%[! ]*}"}
				path=${line%%  *}
				line=${line#"$path"}
				names[last]+=${path#* }$'\n'
			done
			;;
		'  '*)
			[ -n "$on" ] || continue
			read -r place path type <<<"$line"
			while [ ${#records[@]} -gt 0 ]; do
				owner=${records[-1]%=*}
				[[ $path != "$owner".* && $path != "$owner"=* ]] || break
				unset 'records[-1]'
			done
			if [ "$place" = - ]; then
				records[-1]=$path
				for ((i = last; i >= 0; i--)); do
					[ "${paths[i]}" != "$owner" ] || break
				done
				names[i]+=${path##*=}$'\n'
			elif [[ $last -ge 0 && $path == "${paths[last]}" ]]; then
				types[last]=list
			else
				last=$((last + 1))
				paths[last]=$path names[last]='' within[last]=${records[*]}
				case $type in
				records*) types[last]=records records+=("$path=") ;;
				array*) types[last]=array ;;
				bytes*) types[last]=bytes ;;
				*'flags in '*) types[last]=flags ;;
				*) types[last]=other ;;
				esac
			fi
			;;
		esac
	done < <(__fwctlcli_run describe "$1" "$2")
}

# Does one of the words that are given begin like this?
__fwctlcli_given() # BEGINNING
{
	local word

	for word in "${given[@]}"; do
		[[ $word != "$1"* ]] || return 0
	done
	return 1
}

# Put indices into a path: those of elements that are given, that of the word
# that is completed, and the next one. Sets expanded.
__fwctlcli_expand() # PATH
{
	local rest=$1 begin word index next
	local -a begins

	expanded=('')
	while [[ $rest == *'[]'* ]]; do
		begins=("${expanded[@]/%/"${rest%%'[]'*}["}")
		rest=${rest#*'[]'}
		expanded=()
		for begin in "${begins[@]}"; do
			next=0
			for word in "${given[@]}" "$cur"; do
				index=${word#"$begin"}
				[[ $word == "$begin"* && $index =~ ^([0-9]{1,9})\] ]] || continue
				index=$((10#${BASH_REMATCH[1]}))
				[[ " ${expanded[*]} " == *" $begin$index] "* ]] ||
					expanded+=("$begin$index]")
				[[ $word == "$cur" || $index -lt $next ]] || next=$((index + 1))
			done
			[[ " ${expanded[*]} " == *" $begin$next] "* ]] ||
				expanded+=("$begin$next]")
		done
	done
	expanded=("${expanded[@]/%/$rest}")
}

# Do the records that a field is in have it, by what is given?
__fwctlcli_has() # PATH WITHIN
{
	local rest=$1 owner variant record='' i
	local -a owners

	read -ra owners <<<"$2"
	for owner in "${owners[@]}"; do
		variant=${owner##*=} owner=${owner%=*}
		for ((i = 0; i < ${#paths[@]}; i++)); do
			[ "${paths[i]}" != "$owner" ] || break
		done
		# as many indices as the records' own path has
		rest=$1 record=''
		while [[ $owner == *']'* ]]; do
			owner=${owner#*]}
			record+=${rest%%]*}]
			rest=${rest#*]}
		done
		if __fwctlcli_given "$record="; then
			[[ -z $variant || " ${given[*]} " == *" $record=$variant "* ]] || return
		elif [ "${names[i]}" != "${names[i]%%$'\n'*}"$'\n' ]; then
			__fwctlcli_given "$record." || [[ -z $variant && $cur == "$record."* ]] || return
		fi
	done
}

__fwctlcli_fields()
{
	local i path
	local -a expanded

	__fwctlcli_nospace
	for ((i = 0; i < ${#paths[@]}; i++)); do
		path=${paths[i]}
		[ "${types[i]}" != array ] || continue
		[ "${types[i]}" != list ] || path=${path%'[]'}
		__fwctlcli_expand "$path"
		# one element is given
		if [[ ${types[i]} == list ]]; then
			for path in "${expanded[@]}"; do
				if __fwctlcli_given "${path}[" || [[ $cur == "${path}["* ]]; then
					__fwctlcli_expand "${paths[i]}"
					break
				fi
			done
		fi
		for path in "${expanded[@]}"; do
			! __fwctlcli_given "$path=" && __fwctlcli_has "$path" "${within[i]}" &&
				__fwctlcli_offer "$path="
		done
	done
}

__fwctlcli_values()
{
	local path=${cur%%=*} value=${cur#*=} general i name before

	general=$path
	while [[ $general =~ ^(.*\[)[0-9]+(\].*)$ ]]; do
		general=${BASH_REMATCH[1]}${BASH_REMATCH[2]}
	done
	for ((i = 0; i < ${#paths[@]}; i++)); do
		before=
		case ${paths[i]} in
		"$general")
			[ "${types[i]}" != flags ] || before=${value%"${value##*[,|]}"}
			;;
		"${general}[]")
			[ "${types[i]}" = list ] || continue
			before=${value%"${value##*,}"}
			;;
		*) continue ;;
		esac
		__fwctlcli_has "$path" "${within[i]}" || continue
		if [[ ${types[i]} == bytes && $value == @* ]]; then
			__fwctlcli_files "$path=@"
			return
		fi
		if [[ ${types[i]} == flags || ${paths[i]} != "$general" ]]; then
			__fwctlcli_nospace
		fi
		while IFS= read -r name; do
			[[ -z $name || (${types[i]} == flags && ",${before//|/,}" == *",$name,"*) ]] ||
				__fwctlcli_offer "$path=$before$name"
		done <<<"${names[i]}"
	done
}

# Whatever takes a value says so in the help, as --scope LABEL does.
__fwctlcli_takes() # OPTION
{
	[[ $help =~ "$1 "([A-Z]+) ]] && takes=${BASH_REMATCH[1]}
}

_fwctlcli()
{
	local IFS=$' \t\n' help line cur quote kept word i takes='' before=''
	local -a words args=() verbs=() synopsis=() given paths types names within

	COMPREPLY=()
	__fwctlcli_split "${COMP_LINE:0:COMP_POINT}"
	cur=${words[-1]}
	help=$(__fwctlcli_run help)

	for ((i = 1; i < ${#words[@]} - 1; i++)); do
		if [[ ${words[i]} != -* ]]; then
			args+=("${words[i]}")
		elif __fwctlcli_takes "${words[i]}"; then
			i=$((i + 1))
		fi
	done
	if ((i == ${#words[@]} - 1)); then
		takes=
		if [[ $cur == --*=* ]]; then
			before=${cur%%=*}=
			__fwctlcli_takes "${before%=}"
		fi
	fi
	while IFS= read -r line; do
		[[ $line == '  fwctlcli '* ]] || continue
		read -ra words <<<"${line//[][]/}"
		verbs+=("${words[1]}")
		[ "${words[1]}" != "${args[0]-}" ] || synopsis=("${words[@]:2}")
	done <<<"$help"

	case $takes in
	'') ;;
	LABEL)
		__fwctlcli_offer "$before"{configuration,debug-{read-only,write,write-full}}
		return
		;;
	FILE)
		__fwctlcli_files "$before"
		return
		;;
	*) return ;;
	esac
	if [[ $cur == -* ]]; then
		__fwctlcli_offer --json --help --version
		for word in "${synopsis[@]}"; do
			[[ $word != --* ]] || __fwctlcli_offer "$word"
		done
		return
	fi
	case ${args[0]-} in
	'')
		__fwctlcli_offer "${verbs[@]}" help
		return
		;;
	help)
		[ ${#args[@]} -gt 1 ] || __fwctlcli_offer "${verbs[@]}"
		return
		;;
	esac

	# the argument that stands there; of "DEV ..." any one does
	for ((i = 0; i < ${#args[@]}; i++)); do
		case ${synopsis[i]-} in
		...) break ;;
		'' | --*) return ;;
		*) word=${synopsis[i]} ;;
		esac
	done
	case $word in
	DEV) __fwctlcli_devices ;;
	COMMAND) __fwctlcli_commands "${args[1]}" ;;
	FIELD=VALUE)
		given=("${args[@]:3}")
		__fwctlcli_read "${args[1]}" "${args[2]}"
		if [[ $cur == *=* ]]; then
			__fwctlcli_values
		else
			__fwctlcli_fields
		fi
		;;
	esac
}

complete -F _fwctlcli fwctlcli
