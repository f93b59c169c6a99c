/** The shells that can be told how to complete. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The hidden command the scripts ask. */
export const COMPLETE = '__complete';
/** Its only line where a file is wanted. */
export const FILES = ':files';

/**
 * What each shell reads: a few lines that ask {@link COMPLETE}, which prints lines of a text and perhaps a tab and its meaning, so
 * that no script has to be made anew when a command changes.
 */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# usher completion for bash: eval "$(usher completion bash)"
_usher_complete() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == '${FILES}' ]]; then
      compopt -o default
    else
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done < <(usher ${COMPLETE} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _usher_complete usher`,

  zsh: `#compdef usher
# usher completion for zsh, after compinit: eval "$(usher completion zsh)"
_usher() {
  local line text
  local -a candidates
  for line in "\${(@f)$(usher ${COMPLETE} -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == '${FILES}' ]]; then
      _files
      return
    fi
    text=\${line%%$'\\t'*}
    [[ -n $text ]] && candidates+=("\${text//:/\\\\:}\${\${line#$text}/$'\\t'/:}")
  done
  _describe usher candidates
}
if [[ \${funcstack[1]} == _usher ]]; then _usher "$@"; else compdef _usher usher; fi`,

  fish: `# usher completion for fish: usher completion fish | source
function __usher_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -e words[1]
  for line in (usher ${COMPLETE} -- $words "$current" 2>/dev/null)
    if test "$line" = '${FILES}'
      __fish_complete_path "$current"
    else
      echo $line
    end
  end
end
complete -c usher -f -a '(__usher_complete)'`,
};
