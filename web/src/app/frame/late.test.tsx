import { fireEvent, screen, waitFor } from '@testing-library/react'
import { lazy } from 'react'
import { expect, it } from 'vitest'
import { Late } from '@/app/frame/late'
import { show } from '@/test/shown'

it('stays a button while its dropdown cannot be fetched, and asks again with the next press', async () => {
  let there = false
  const fetch = async () => {
    if (!there) throw new Error('gone')
    return { default: () => <p>Open</p> }
  }
  const Whole = lazy(fetch)
  show(
    <Late fetch={fetch} alone={(press) => <button type="button" onClick={press} children="Jobs" />}>
      <Whole />
    </Late>,
  )
  fireEvent.click(screen.getByText('Jobs'))
  await Promise.resolve()
  expect(screen.getByText('Jobs')).toBeInTheDocument()
  there = true
  fireEvent.click(screen.getByText('Jobs'))
  await waitFor(() => expect(screen.getByText('Open')).toBeInTheDocument())
})
