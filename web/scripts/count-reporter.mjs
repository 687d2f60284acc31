// Ends a run of Vitest with the line that ./test reads: "N passed, M failed".
export default class CountReporter {
  onTestRunEnd(modules, errors) {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      passed += tests.filter((test) => test.result().state === 'passed').length
      failed += tests.filter((test) => test.result().state !== 'passed').length
      if (tests.length === 0 || !module.ok()) failed += tests.length === 0 ? 1 : 0
    }
    process.stdout.write(`${passed} passed, ${failed} failed\n`)
  }
}
