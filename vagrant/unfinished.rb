# A `vagrant up` that is cut off while the provider makes the machine leaves
# one behind that lacks something, such as its network card, and that the next
# `vagrant up` would start and wait for in vain. So the first provisioner
# leaves a mark beside Vagrant's own files of the machine, and one without a
# mark has never been of use: it is made anew.
require "fileutils"

module Kit
  module Unfinished
    def self.mark(machine)
      machine.data_dir.join("kit-entered")
    end

    def self.discard(machine)
      return if machine.id.nil? || mark(machine).exist?

      machine.ui.info("It was cut off while it was made: it is made anew...")
      machine.action(:destroy, force_confirm_destroy: true)
    end

    class Entered < Vagrant.plugin("2", :provisioner)
      def provision
        FileUtils.touch(Unfinished.mark(@machine))
      end
    end
  end

  class UnfinishedPlugin < Vagrant.plugin("2")
    name "kit_entered"
    provisioner("kit_entered") { Unfinished::Entered }
  end
end
