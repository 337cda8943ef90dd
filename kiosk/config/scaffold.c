/* scaffold */ typedef int config_scaffold;
