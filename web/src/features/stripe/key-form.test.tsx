import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { KeyForm } from '@/features/stripe/key-form'
import { show } from '@/test/shown'

afterEach(() => vi.unstubAllGlobals())

function answerWith(status: number, body: unknown) {
  const calls: Request[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    calls.push(request.clone())
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    })
  })
  return calls
}

describe('the form of the key', () => {
  it('says at the field what is wrong with the key', async () => {
    answerWith(400, {
      error: { code: 'parameter_invalid', message: 'This is a publishable key.', param: 'api_key' },
    })
    show(<KeyForm submit="Connect" />)
    await userEvent.type(screen.getByLabelText('Restricted key'), 'pk_test_1')
    await userEvent.click(screen.getByRole('button', { name: 'Connect' }))
    expect(await screen.findByText('This is a publishable key.')).toBeInTheDocument()
    expect(screen.getByLabelText('Restricted key')).toHaveValue('pk_test_1')
  })

  it('asks for a key where there is none, and asks nobody', async () => {
    const calls = answerWith(200, {})
    show(<KeyForm submit="Connect" />)
    await userEvent.click(screen.getByRole('button', { name: 'Connect' }))
    expect(screen.getByText('Please fill this in.')).toBeInTheDocument()
    expect(calls).toHaveLength(0)
  })

  it('sends the key once however often one clicks, and forgets it', async () => {
    const calls = answerWith(200, { state: 'importing' })
    const done = vi.fn()
    show(<KeyForm submit="Connect" onDone={done} />)
    await userEvent.type(screen.getByLabelText('Restricted key'), 'rk_test_1')
    await userEvent.dblClick(screen.getByRole('button', { name: 'Connect' }))
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(calls).toHaveLength(1)
    expect(await calls[0]?.json()).toEqual({ api_key: 'rk_test_1' })
    expect(screen.getByLabelText('Restricted key')).toHaveValue('')
  })
})
