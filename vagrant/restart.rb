# A provisioner that restarts the machine once, if a script before it asked
# for that by making the file ASKED. On a machine that is as it should be, it
# does nothing: the shell provisioner's own `reboot: true` restarts always.
#
# And that one can hang: it asks over SSH whether the machine has restarted,
# also while the network inside is going down, and a connection that is cut
# then may stay open for ever on this side. So nothing is said over SSH here
# from the order to power off until the provider itself says it is off; and
# the boot is waited for as any boot of `vagrant up`, up to boot_timeout.
module Kit
  class Restart < Vagrant.plugin("2", :provisioner)
    ASKED = "/run/kit-restart" # /run is empty after a boot
    POWER_OFF_TIMEOUT = 120    # seconds; then the plug is pulled

    def provision
      return unless @machine.communicate.test("test -e #{ASKED}")

      @machine.ui.info("Restarting the machine, once...")
      # The order is carried out after this call has returned: a timer of
      # systemd is one minute late unless told not to be.
      @machine.communicate.sudo("systemd-run --quiet --on-active=2 --timer-property=AccuracySec=100ms systemctl poweroff")
      deadline = Time.now + POWER_OFF_TIMEOUT
      sleep 1 while @machine.provider.state.id == :running && Time.now < deadline
      release_own_lock
      @machine.action(:reload, force_halt: true, provision_enabled: false)
      release_own_lock
    end

    private

    # While Vagrant waits for a boot, a thread of its asks for the machine's
    # state, which takes a lock; at the end that thread is killed, wherever it
    # is (wait_for_communicator.rb). So now and then the lock is never given
    # back, and the next to ask is told that another Vagrant is at work. This
    # process is the one at work, and none of its threads is by now.
    def release_own_lock
      @machine.env.machine_index.release(Struct.new(:id).new(@machine.index_uuid))
    end
  end

  class Plugin < Vagrant.plugin("2")
    name "kit_restart"
    provisioner("kit_restart") { Restart }
  end
end
