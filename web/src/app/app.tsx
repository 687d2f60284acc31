import { Center, MantineProvider, Title } from '@mantine/core'

export function App() {
  return (
    <MantineProvider defaultColorScheme="auto">
      <Center mih="100vh">
        <Title order={1}>Daybook</Title>
      </Center>
    </MantineProvider>
  )
}
