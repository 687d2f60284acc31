import { Stack, Text } from '@mantine/core'
import { EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useRef, useState } from 'react'
import classes from '@/features/templates/blocks/blocks.module.css'
import { useBlocksEditing } from '@/features/templates/blocks/blocks-context'
import { hasLook, lookOf } from '@/features/templates/blocks/pasted'
import { PastedLook } from '@/features/templates/blocks/pasted-look'
import { withLanguage, withoutLanguage } from '@/features/templates/blocks/rich-text'
import { RichTools } from '@/features/templates/blocks/rich-tools'
import { Echoes } from '@/features/templates/code/echoes'
import { useEditors } from '@/features/templates/code/editors-context'
import { ProblemList } from '@/features/templates/code/problem-list'
import '@/strings/en/templates'

interface Props {
  part: string
  label: string
  value: string
  onChange: (value: string) => void
}

// What mail programs show alike (src/templates/rich_text.h).
const kit = StarterKit.configure({
  heading: false,
  blockquote: false,
  code: false,
  codeBlock: false,
  horizontalRule: false,
  link: { openOnClick: false, autolink: false },
})

/** Text with bold words, lists, links and fields. */
export function RichField({ part, label, value, onChange }: Props) {
  const { inserts, last, findings, readOnly } = useEditors()
  const { keepLook } = useBlocksEditing()
  const [echoes] = useState(() => new Echoes())
  const [pasted, setPasted] = useState<{ html: string; before: string } | null>(null)
  const now = useRef({ onChange, part })
  now.current = { onChange, part }
  const shown = useRef(value)
  const editor = useEditor({
    extensions: [kit],
    content: withoutLanguage(value),
    editable: !readOnly,
    injectCSS: false,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label } },
    onUpdate: ({ editor: one }) => {
      const html = withLanguage(one.getHTML())
      echoes.tell(html)
      now.current.onChange(html)
    },
    onPaste: (event) => {
      const html = event.clipboardData?.getData('text/html') ?? ''
      setPasted(hasLook(html) ? { html: lookOf(html), before: shown.current } : null)
    },
    onFocus: () => {
      last.part = now.current.part
    },
  })

  useEffect(() => {
    inserts.set(part, (text) => editor.chain().focus().insertContent({ type: 'text', text }).run())
    return () => void inserts.delete(part)
  }, [part, inserts, editor])

  useEffect(() => {
    // What was stored may be written otherwise than the editor would: only what comes later is somebody else's.
    if (shown.current !== value && echoes.isOutside(value, withLanguage(editor.getHTML())))
      editor.commands.setContent(withoutLanguage(value), { emitUpdate: false })
    shown.current = value
  }, [editor, value, echoes])

  const own = findings.filter((finding) => finding.part === part)
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} component="span" aria-hidden>
        {label}
      </Text>
      {!readOnly && <RichTools editor={editor} />}
      <EditorContent editor={editor} className={classes.rich} data-rich={part} />
      {pasted !== null && (
        <PastedLook
          onKeep={() => {
            keepLook(pasted.html, pasted.before)
            setPasted(null)
          }}
          onLeave={() => setPasted(null)}
        />
      )}
      <ProblemList part={part} findings={own} text={value} />
    </Stack>
  )
}
