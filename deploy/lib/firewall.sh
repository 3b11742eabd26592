# shellcheck shell=bash
# The hub's two ports are for its room's network. Asked for, a rule says so; else it is told how one would.

FIREWALL_RULES=$ETC/firewall.nft
FIREWALL_UNIT=$UNITS/invigil-firewall.service

# What ufw keeps beside our rule; by it the rule is found again, for ufw writes a network in a way of its own.
ufw_comment() { printf '%s' "invigil $HTTP_PORT $MQTT_PORT from $FIREWALL"; }

ufw_is_active() { command -v ufw >/dev/null && ufw status 2>/dev/null | grep -q '^Status: active'; }

tell_firewall() {
  say "· firewall: left as it is. The hub needs TCP $HTTP_PORT and $MQTT_PORT from the room's network; --firewall 10.0.0.0/24 lets only that network in"
}

# Before anything is changed: whether it can be done.
check_firewall() {
  [[ $FIREWALL =~ ^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$ ]] || fail "--firewall $FIREWALL: a network such as 10.0.0.0/24"
  ufw_is_active || command -v nft >/dev/null || fail "neither ufw nor nftables is here: apt-get install nftables"
}

firewall_is_set() {
  if ufw_is_active; then
    [[ "$(ufw status)"$'\n' == *"# $(ufw_comment)"$'\n'* ]]
  else
    cmp -s <(firewall_rules) "$FIREWALL_RULES" && systemctl is-active --quiet invigil-firewall
  fi
}

set_firewall() {
  if ufw_is_active; then
    remove_ufw_rules
    run ufw allow proto tcp from "$FIREWALL" to any port "$HTTP_PORT,$MQTT_PORT" comment "$(ufw_comment)"
    return
  fi
  firewall_rules | put "$FIREWALL_RULES" 0644
  firewall_unit | put "$FIREWALL_UNIT" 0644
  run systemctl daemon-reload
  run systemctl enable --quiet invigil-firewall
  # Not only a start: one that runs holds the rules of another network.
  run systemctl restart invigil-firewall
}

firewall_rules() {
  local family=ip
  [[ $FIREWALL != *:* ]] || family=ip6
  cat <<TEXT
# Invigil: only the room's network reaches the hub. Other rules of this machine are left alone.
table inet invigil
delete table inet invigil
table inet invigil {
  chain input {
    type filter hook input priority filter; policy accept;
    iifname "lo" accept
    tcp dport { $HTTP_PORT, $MQTT_PORT } $family saddr $FIREWALL accept
    tcp dport { $HTTP_PORT, $MQTT_PORT } drop
  }
}
TEXT
}

firewall_unit() {
  local nft
  nft=$(command -v nft)
  cat <<TEXT
[Unit]
Description=Invigil: only the room's network reaches the hub
Before=invigil-hub.service
# Rules of the system's own, where there are any, are read after all others were thrown away: ours follow each time.
After=nftables.service
PartOf=nftables.service
ReloadPropagatedFrom=nftables.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=$nft -f $FIREWALL_RULES
ExecReload=$nft -f $FIREWALL_RULES
ExecStop=-$nft delete table inet invigil

[Install]
WantedBy=multi-user.target
TEXT
}

remove_ufw_rules() {
  local number
  # From the last: numbers move up.
  for number in $(ufw status numbered | sed -n 's/^\[ *\([0-9]*\)\].*# invigil .*/\1/p' | sort -rn); do
    run ufw --force delete "$number"
  done
}

remove_firewall() {
  if ufw_is_active; then remove_ufw_rules; fi
  [ -e "$FIREWALL_UNIT" ] || return 0
  run systemctl disable --quiet --now invigil-firewall
  run rm -f "$FIREWALL_UNIT" "$FIREWALL_RULES"
}
