# Ruby's liquid on the templates beside this file, as compare.mjs: ruby compare.rb SECONDS
require "json"
require "liquid"

def cpu = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)

def rate(seconds)
  10.times { yield }
  (1..3).map do
    start = cpu
    count = 0
    while cpu - start < seconds / 3
      5.times { yield }
      count += 5
    end
    count / (cpu - start)
  end.max.round
end

seconds = (ARGV[0] || 1).to_f
%w[t1 t2 t3 t4].each do |name|
  source = File.read("#{__dir__}/#{name}.liquid")
  data = JSON.parse(File.read("#{__dir__}/#{name}.json"))
  made = Liquid::Template.parse(source)
  puts "#{name} render #{rate(seconds) { made.render(data) }} #{made.render(data).bytesize}"
  puts "#{name} parse #{rate(seconds) { Liquid::Template.parse(source) }} 0"
end
