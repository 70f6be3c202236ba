# A `vagrant up` that is cut off while the provider makes the machine leaves
# one behind that lacks something, such as its network card, and that the next
# `vagrant up` would start and wait for in vain. So, before a machine is made,
# a mark is put beside Vagrant's own directory of it (which Vagrant empties at
# will while there is no machine), and taken away once it can be entered. One
# that has the mark has never been of use: it is made anew.
require "fileutils"

module Kit
  module Unfinished
    def self.mark(machine)
      machine.env.local_data_path.join("kit-unfinished-#{machine.provider_name}")
    end

    def self.before_up(machine)
      entered(machine) if machine.id && machine.state.id == :running && machine.communicate.ready?
      if machine.id && mark(machine).exist?
        machine.ui.info("It was cut off while it was made: it is made anew...")
        machine.action(:destroy, force_confirm_destroy: true)
      end
      FileUtils.touch(mark(machine)) if machine.id.nil?
    end

    def self.entered(machine)
      FileUtils.rm_f(mark(machine))
    end

    # The first provisioner: what follows may fail, and can be done again.
    class Entered < Vagrant.plugin("2", :provisioner)
      def provision
        Unfinished.entered(@machine)
      end
    end
  end

  class UnfinishedPlugin < Vagrant.plugin("2")
    name "kit_entered"
    provisioner("kit_entered") { Unfinished::Entered }
  end
end
